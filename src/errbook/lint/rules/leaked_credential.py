"""A catalog holds what looks like a real credential.

## What it does
Finds access keys of AWS, tokens of GitHub and Slack, live keys of Stripe, keys of Google, root keys
of Unkey, JSON Web Tokens and private keys, by their exact forms, anywhere in a catalog's files.
Samples that nobody could take for real ones are left alone: those that say so (`xxx`, `1234`,
`EXAMPLE`), and those that are no random characters.

## Why is this bad
The pages go out to everybody, and the repository to many. A credential that has been in either is
used by strangers within minutes.

## Example
```yaml
mistakes:
  - text: The key stood in the query, as in `?key=AKIAZ7QK3M2RW5TX6PLD`.
```

## Instead
```yaml
mistakes:
  - text: The key stood in the query, as in `?key=acme_xxx`.
```
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from errbook.catalog import Catalog
from errbook.catalog.document import Source
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB704"
SEVERITY = Severity.ERROR

_HELP = "have it revoked, and write a sample that nobody takes for a real one, such as `acme_xxx`"

_SAMPLES = (
    "xxxx", "1234", "0123", "4567", "abcd", "0000", "example", "sample", "test", "fake", "dummy",
    "your", "secret", "redacted", "placeholder", "foobar", "deadbeef", "qwerty",
)  # fmt: skip
"""What is in samples, in lower case, and in hardly any random text."""

_BREAK = re.compile(r"\s*(?:\n|\\n)")

_FEWEST = 8
"""Different characters: sixteen random ones have more."""


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every such text, in comments too."""
    documents = (catalog.document, *(entry.document for entry in catalog), *catalog.unusable)
    sources = {id(document.source): document.source for document in documents}
    for source in sources.values():
        yield from _in(source)


def _in(source: Source) -> Iterator[Report]:
    text = source.text
    for form in _FORMS:
        for found in form.pattern.finditer(text):
            if form.is_real(found[1]):
                begun = _BREAK.split(text[found.start() : found.start(1) + 2])[0]
                message = f"what looks like a real {form.name}, `{begun}…`"
                yield Report(source.place(found.start()), message, _HELP)


def _is_random(text: str) -> bool:
    """Whether `text` has been drawn and not made up, as far as one can tell."""
    lower = text.casefold()
    return len(set(text)) >= _FEWEST and not any(sample in lower for sample in _SAMPLES)


def _is_mixed(text: str) -> bool:
    """Whether it is random and has letters of both cases, as long base 58 and 62 have."""
    return _is_random(text) and not text.isupper() and text.lower() != text


def _is_signed(text: str) -> bool:
    """Whether it is the three parts of a token, with claims that are no sample's."""
    head, claims, signature = text.split(".")
    told = [_decoded(f"eyJ{head}"), _decoded(claims)]
    is_token = all(isinstance(one, dict) for one in told) and "alg" in (told[0] or {})
    said = json.dumps(told).casefold()
    return is_token and _is_random(signature) and not any(sample in said for sample in _SAMPLES)


def _decoded(part: str) -> dict[str, object] | None:
    try:
        value = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


class _Form(NamedTuple):
    """How one kind of credential is written."""

    name: str
    pattern: re.Pattern[str]
    """The whole; its group is what has to be random."""
    is_real: Callable[[str], bool]


def _form(name: str, start: str, rest: str, is_real: Callable[[str], bool]) -> _Form:
    # The pattern starts with plain text, which `re` is ten times as quick to look for.
    return _Form(name, re.compile(rf"{start}(?<![\w-]{start}){rest}(?!\w)"), is_real)


_FORMS = (
    _form("access key of AWS", "AKIA", "([A-Z2-7]{16})", _is_random),
    _form("access key of AWS", "ASIA", "([A-Z2-7]{16})", _is_random),
    _form("token of GitHub", "gh", r"[pousr]_(\w{36,255})", _is_mixed),
    _form("token of GitHub", "github_pat_", r"(\w{22}_\w{59})", _is_mixed),
    _form("token of Slack", "xox", r"[abeoprs]-([\w-]{24,})", _is_random),
    _form("live key of Stripe", "sk_live_", "([A-Za-z0-9]{24,})", _is_mixed),
    _form("live key of Stripe", "rk_live_", "([A-Za-z0-9]{24,})", _is_mixed),
    _form("key of Google", "AIza", r"([\w-]{35})", _is_mixed),
    _form("client secret of Google", "GOCSPX-", r"([\w-]{28})", _is_mixed),
    _form("root key of Unkey", "unkey_", "([A-Za-z0-9]{20,32})", _is_mixed),
    _form("JSON Web Token", "eyJ", r"([\w-]{10,}\.[\w-]{4,}\.[\w-]{20,})", _is_signed),
    _form(
        "private key",
        "-----BEGIN ",
        r"[A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)+([A-Za-z0-9+/=]{40,})",
        _is_mixed,
    ),
)
