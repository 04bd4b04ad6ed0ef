"""A declared request as code that one can paste: curl, Python, JavaScript."""

from __future__ import annotations

import json
import pprint
import shlex
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from errbook.catalog.definition import Request
from errbook.catalog.manifest import Auth, Manifest

__all__ = ["LANGUAGES", "snippets"]


def snippets(request: Request, manifest: Manifest) -> list[tuple[str, str, str]]:
    """Return label, language and code of `request`, one for each language."""
    prepared = _Prepared(request, manifest)
    return [(label, language, write(prepared)) for label, language, write in LANGUAGES]


class _Prepared:
    """A request with everything in place: URL, headers, where the secret goes."""

    def __init__(self, request: Request, manifest: Manifest) -> None:
        own = {name.casefold() for name in request.headers or {}}
        auth = manifest.auth if request.auth else None
        self.auth: Auth | None = auth if auth and auth.header.casefold() not in own else None
        self.method = request.method
        query = {name: _text(value) for name, value in (request.query or {}).items()}
        self.url = manifest.server.rstrip("/") + request.path + (f"?{urlencode(query)}" if query else "")
        self.headers = dict(request.headers or {})
        self.json: Any = request.json_
        self.has_json = request.has_json
        self.body = request.body
        self.typed = "content-type" in own


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _curl(request: _Prepared) -> str:
    method = {"GET": "", "HEAD": " --head"}.get(request.method, f" -X {request.method}")
    lines = [f"curl{method} {shlex.quote(request.url)}"]
    if request.auth:
        secret = f"{request.auth.header}: {request.auth.prefix}"
        lines.append(f'-H "{_in_double_quotes(secret)}${request.auth.variable}"')
    lines += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in request.headers.items()]
    if request.has_json:
        if not request.typed:
            lines.append("-H 'Content-Type: application/json'")
        lines.append(f"-d {shlex.quote(json.dumps(request.json, indent=2, ensure_ascii=False))}")
    elif request.body is not None:
        lines.append(f"--data-binary {shlex.quote(request.body)}")
    return " \\\n  ".join(lines)


def _in_double_quotes(text: str) -> str:
    return "".join(f"\\{c}" if c in '\\"$`' else c for c in text)


def _python(request: _Prepared) -> str:
    arguments = [json.dumps(request.url, ensure_ascii=False)]
    headers = {name: repr(value) for name, value in request.headers.items()}
    if request.auth:
        secret = f'os.environ["{request.auth.variable}"]'
        value = f"{request.auth.prefix!r} + {secret}" if request.auth.prefix else secret
        headers = {request.auth.header: value, **headers}
    if headers:
        inside = ", ".join(f"{name!r}: {value}" for name, value in headers.items())
        arguments.append(f"headers={{{inside}}}")
    if request.has_json:
        arguments.append(f"json={_python_value(request.json)}")
    elif request.body is not None:
        arguments.append(f"content={request.body!r}")
    imports = "import os\n\nimport httpx" if request.auth else "import httpx"
    call = "".join(f"    {argument},\n" for argument in arguments)
    verb = request.method.lower()
    if verb in ("get", "head", "options", "delete") and (request.has_json or request.body is not None):
        call, verb = f'    "{request.method}",\n{call}', "request"
    return f"{imports}\n\nresponse = httpx.{verb}(\n{call})\nprint(response.status_code, response.text)"


def _python_value(value: Any) -> str:
    return pprint.pformat(value, width=80, sort_dicts=False).replace("\n", "\n    " + " " * len("json="))


def _javascript(request: _Prepared) -> str:
    headers = {name: _quoted(value) for name, value in request.headers.items()}
    if request.auth:
        secret = f"process.env.{request.auth.variable}"
        value = f"`{request.auth.prefix}${{{secret}}}`" if request.auth.prefix else secret
        headers = {request.auth.header: value, **headers}
    if request.has_json and not request.typed:
        headers["Content-Type"] = _quoted("application/json")
    options = [f"method: {_quoted(request.method)}"]
    if headers:
        inside = "".join(f"    {_quoted(name)}: {value},\n" for name, value in headers.items())
        options.append(f"headers: {{\n{inside}  }}")
    if request.has_json:
        body = json.dumps(request.json, indent=2, ensure_ascii=False).replace("\n", "\n  ")
        options.append(f"body: JSON.stringify({body})")
    elif request.body is not None:
        options.append(f"body: {_quoted(request.body)}")
    inside = "".join(f"  {option},\n" for option in options)
    return (
        f"const response = await fetch({_quoted(request.url)}, {{\n{inside}}});\n"
        "console.log(response.status, await response.text());"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


LANGUAGES: tuple[tuple[str, str, Callable[[_Prepared], str]], ...] = (
    ("curl", "bash", _curl),
    ("Python", "python", _python),
    ("JavaScript", "javascript", _javascript),
)
