"""A declared request as code that one can paste: curl, Python, JavaScript.

All three send the same: what the languages add of their own accord, a content type above all, is
written out or made equal.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from errbook.catalog.manifest import Auth, Manifest
from errbook.catalog.request import Request

__all__ = ["LANGUAGES", "Prepared", "prepared", "snippets"]

_WIDTH = 68
"""The longest value that stands on one line."""

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_text_of_json = json.JSONEncoder(ensure_ascii=False).encode
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BODILESS = ("GET", "HEAD")
"""Methods that fetch refuses to send with a body."""


def snippets(request: Request, manifest: Manifest) -> list[tuple[str, str, str]]:
    """Return label, language and code of `request`, one for each language that can send it."""
    ready = prepared(request, manifest)
    written = [(label, language, write(ready)) for label, language, write in LANGUAGES]
    return [snippet for snippet in written if snippet[2]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request with everything in place: URL, headers, where the secret goes."""

    method: str
    url: str
    auth: Auth | None
    headers: dict[str, str]
    has_json: bool
    json: Any
    body: str | None

    @property
    def has_body(self) -> bool:
        """Whether it is sent with a body, which may be empty or null."""
        return self.has_json or self.body is not None


def prepared(request: Request, manifest: Manifest) -> Prepared:
    """Return `request` as it goes to its server; the manifest's also gets its authentication.

    Another server gets none, as the secret is the API's alone.
    """
    headers = dict(request.headers or {})
    own = {name.casefold() for name in headers}
    if "content-type" not in own and request.body is not None:
        headers["Content-Type"] = "text/plain"
    if "content-type" not in own and request.has_json:
        headers["Content-Type"] = "application/json"
    auth = manifest.auth if request.auth and request.server is None else None
    server = request.server or manifest.server
    url = quote(server.rstrip("/") + request.path, safe=_ASCII)
    query = urlencode({name: _text(value) for name, value in (request.query or {}).items()})
    return Prepared(
        request.method,
        f"{url}{'&' if '?' in url else '?'}{query}" if query else url,
        auth if auth and auth.header.casefold() not in own else None,
        headers,
        request.has_json,
        request.json_,
        request.body,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    """Return `text` as a literal of Python and JavaScript, with the quotes that need no escapes."""
    literal = _text_of_json(text)
    if '"' in text and "'" not in text and "\\" not in text:
        literal = literal[1:-1].replace('\\"', '"')
        return f"'{literal}'"
    return literal


def _curl(request: Prepared) -> str:
    method = f" -X {request.method}"
    if not request.has_body:
        method = {"GET": "", "HEAD": " --head"}.get(request.method, method)
    verbatim = " --globoff" if re.search(r"[\[\]{}]", request.url) else ""
    parts = [f"curl{method}{verbatim} {shlex.quote(request.url)}"]
    if request.auth:
        before = re.sub(r'([\\"$`])', r"\\\1", f"{request.auth.header}: {request.auth.prefix}")
        parts.append(f'-H "{before}${request.auth.variable}"')
    for name, value in request.headers.items():
        parts.append(f"-H {_shell(f'{name}: {value}' if value else f'{name};')}")
    if request.has_json:
        parts.append(f"-d {_shell(_written(request.json, _JSON))}")
    elif request.body is not None:
        parts.append(f"--data-raw {_shell(request.body)}")
    return " \\\n  ".join(parts)


def _shell(text: str) -> str:
    """Return `text` as a word of the shell, with what a terminal would swallow spelled out."""
    if not _CONTROL.search(text):
        return shlex.quote(text)
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "$'" + _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", escaped) + "'"


def _python(request: Prepared) -> str:
    headers = {name: _quoted(value) for name, value in request.headers.items()}
    by_httpx = request.has_json and request.json is not None  # it takes None for no body at all
    if by_httpx and headers.get("Content-Type") == '"application/json"':
        del headers["Content-Type"]
    if request.auth:
        headers = {request.auth.header: _python_secret(request.auth), **headers}
    arguments = [_quoted(request.url)]
    if headers:
        inside = [f"{_quoted(name)}: {value}" for name, value in headers.items()]
        arguments.append(f"headers={_laid_out('{', inside, '}', _PYTHON, '    ')}")
    if by_httpx:
        arguments.append(f"json={_written(request.json, _PYTHON, '    ')}")
    elif request.has_json:
        arguments.append('content="null"')
    elif request.body is not None:
        arguments.append(f"content={_quoted(request.body)}")
    verb = request.method.lower()
    if request.has_body and verb in ("get", "head", "options", "delete"):
        arguments.insert(0, _quoted(request.method))
        verb = "request"
    imports = "import os\n\nimport httpx" if request.auth else "import httpx"
    call = "".join(f"    {argument},\n" for argument in arguments)
    end = "print(response.status_code, response.text)"
    return f"{imports}\n\nresponse = httpx.{verb}(\n{call})\n{end}"


def _python_secret(auth: Auth) -> str:
    if not auth.prefix:
        return f'os.environ["{auth.variable}"]'
    if re.search(r'[{}"\\]', auth.prefix):
        return f'{_quoted(auth.prefix)} + os.environ["{auth.variable}"]'
    return f"f\"{auth.prefix}{{os.environ['{auth.variable}']}}\""


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a language writes JSON's values."""

    step: str
    comma: str
    constants: dict[bool | None, str]
    text: Callable[[str], str]


_JSON = _Notation("  ", "", {None: "null", True: "true", False: "false"}, _text_of_json)
_PYTHON = _Notation("    ", ",", {None: "None", True: "True", False: "False"}, _quoted)


def _written(value: Any, notation: _Notation, indent: str = "") -> str:
    """Return `value` as a literal: a list or an object on one line if it is short."""
    if value is None or isinstance(value, bool):
        return notation.constants[value]
    deeper = indent + notation.step
    if isinstance(value, dict):
        pairs = value.items()
        inside = [
            f"{notation.text(key)}: {_written(item, notation, deeper)}" for key, item in pairs
        ]
        return _laid_out("{", inside, "}", notation, indent)
    if isinstance(value, list):
        inside = [_written(item, notation, deeper) for item in value]
        return _laid_out("[", inside, "]", notation, indent)
    if isinstance(value, str):
        return notation.text(value)
    return json.dumps(value)


def _laid_out(start: str, inside: list[str], end: str, notation: _Notation, indent: str) -> str:
    line = f"{start}{', '.join(inside)}{end}"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    items = f",\n{indent}{notation.step}".join(inside)
    return f"{start}\n{indent}{notation.step}{items}{notation.comma}\n{indent}{end}"


def _javascript(request: Prepared) -> str:
    if request.has_body and request.method in _BODILESS:
        return ""
    headers = {name: _quoted(value) for name, value in request.headers.items()}
    if request.auth:
        secret = f"process.env.{request.auth.variable}"
        before = re.sub(r"([\\`$])", r"\\\1", request.auth.prefix)
        headers = {request.auth.header: f"`{before}${{{secret}}}`" if before else secret, **headers}
    options = [f"method: {_quoted(request.method)}"]
    if headers:
        inside = "".join(f"    {_quoted(name)}: {value},\n" for name, value in headers.items())
        options.append(f"headers: {{\n{inside}  }}")
    if request.has_json:
        options.append(f"body: JSON.stringify({_written(request.json, _JSON, '  ')})")
    elif request.body is not None:
        options.append(f"body: {_quoted(request.body)}")
    inside = "".join(f"  {option},\n" for option in options)
    return (
        f"const response = await fetch({_quoted(request.url)}, {{\n{inside}}});\n"
        "console.log(response.status, await response.text());"
    )


LANGUAGES: tuple[tuple[str, str, Callable[[Prepared], str]], ...] = (
    ("curl", "bash", _curl),
    ("Python", "python", _python),
    ("JavaScript", "javascript", _javascript),
)
