"""A problem as a log has it: one flat mapping of short, plain values.

It is made for `logging`'s `extra`, structlog's keyword arguments and OpenTelemetry's attributes
alike. Every name has a dot in it, so that none is an attribute of a log record; every value is a
short text, a number that fits into 64 bits, or a boolean.

A log knows more than the client does (the cause, the notes, the params that are not exposed) and
keeps less than a debugger: no locals, no attribute that the definition does not declare, and no
value whose name is like a secret's, be it a param, a member of one, or filled in in the detail.

`errbook.problem` imports this module when it is asked for its log fields, so this one knows the
problem by what it has, and not by its class.
"""

from __future__ import annotations

from contextvars import copy_context
from itertools import islice
from operator import attrgetter

from errbook.encode import json_text, plain, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from errbook.problem import Problem

    Field = str | int | float | bool

__all__ = ["MAX_CAUSES", "MAX_TEXT", "fields", "is_secret", "masked_detail"]

MAX_TEXT = 2_000
"""Characters of one value; where one was longer, it ends with `…`."""

MAX_CAUSES = 10
"""Exceptions told of one chain of causes."""


def fields(problem: Problem) -> dict[str, str | int | float | bool]:
    """Return what a log says of `problem`; what it does not have is left out. Never raises."""
    readers = _FIELDS.copy()
    for name in _logged(type(problem)):
        readers[f"problem.param.{name}"] = attrgetter(name)
    found: dict[str, Field] = {}
    for key, read in readers.items():
        try:
            value = _fit(read(problem))
        except Exception:  # the doing of a value, or of a class of the service's own
            continue
        if value is not None:
            found[key] = value
    return found


def masked_detail(problem: Problem) -> str | None:
    """Return the detail of `problem` with the secrets in it masked. Never raises.

    None where it has none, or where code of the service's own fails to tell it.
    """
    try:
        detail: str | None = _open(problem).detail
    except Exception:  # a property, or a class, of the service's own
        return None
    return detail


def is_secret(name: str) -> bool:
    """Whether the value of something called `name` has to be kept from logs and clients.

    The words of the name decide, however they are joined: `api_key`, `apiKey`, `X-Api-Key` and
    `apikey` are one. A name is a secret's if there is a secret's word in it (password, token,
    cookie, pin, …), or `key` right behind a word that makes it one (api, private, signing, …).

    It is not if it says that it is a fact about the secret, in one of three ways. It ends in a
    word for such facts, behind the secret's own: `api_key_id`, `token_type`, `password_length`,
    `token_expires_at`. It starts with a word that asks: `has_password`, `is_token_valid`. Or it
    counts, the secret being plural: `max_tokens`, `total_api_keys`, `tokens_used`.

    Any other word changes nothing, because many of them name the secret itself: `token_value`,
    `password_hash`, `authorization_header`, `pin_code`.
    """
    words = _words(name[:_LONGEST_NAME])
    pairs = (before + word for before, word in zip(["", *words], words, strict=False))
    ends = [
        index
        for index, (word, pair) in enumerate(zip(words, pairs, strict=True))
        if _names_a_secret(word) or _names_a_secret(pair)
    ]
    if not ends:
        return False
    secret, about = words[ends[-1]], words[ends[-1] + 1 :]
    if words[0] in _ASKS or not _FACTS.isdisjoint([*about[-1:], "".join(about[-2:])]):
        return False
    counts = _COUNTS | _UNITS if secret == "tokens" else _COUNTS
    return not secret.endswith("s") or counts.isdisjoint(words)


_LONGEST_NAME = 200
"""Characters of a name that are looked at: a key of a dict may be any text."""

# Secrets. A word ends in one of these (`authtoken`, `dbpassword`) …
_ENDINGS = (
    "cookie", "credential", "passcode", "passphrase", "passwd", "password", "secret", "token",
)  # fmt: skip
# … or is one of these …
_WHOLE = {
    "authcode", "authheader", "authorization", "basicauth", "bearer", "cardnumber", "cvc", "cvv",
    "jwt", "otp", "pin", "pwd", "recoverycode", "securitycode", "seedphrase", "sessionid",
    "signature", "ssn", "totp", "verificationcode",
}  # fmt: skip
# … or is `key` behind one of these.
_KEYS = {
    "access", "account", "activation", "admin", "api", "auth", "client", "decryption", "deploy",
    "encryption", "hmac", "jwt", "licence", "license", "master", "preshared", "private",
    "recovery", "root", "secret", "security", "service", "session", "shared", "signing", "ssh",
    "subscription", "symmetric", "webhook",
}  # fmt: skip

# Facts about secrets.
_FACTS = {
    "age", "alg", "algorithm", "amount", "at", "attempts", "budget", "count", "days",
    "description", "enabled", "endpoint", "error", "exists", "expiration", "expired", "expires",
    "expiresin", "expiry", "fingerprint", "format", "hours", "id", "ids", "index", "issuer",
    "kind", "label", "length", "limit", "location", "minutes", "missing", "name", "names",
    "owner", "policy", "prefix", "present", "provider", "quota", "reason", "required", "scope",
    "scopes", "seconds", "size", "state", "status", "strength", "time", "timestamp", "ttl",
    "type", "types", "until", "usage", "valid", "version",
}  # fmt: skip
_ASKS = {"has", "is", "needs", "requires"}
_COUNTS = {"max", "maximum", "min", "minimum", "num", "number", "per", "total"}
# What counts tokens that are a unit, as those of a language model and of a rate limit are.
_UNITS = {
    "cached", "completion", "consumed", "input", "left", "output", "prompt", "reasoning",
    "remaining", "used",
}  # fmt: skip


def _names_a_secret(word: str) -> bool:
    one = word.removesuffix("s")
    key = one.endswith("key") and one.removesuffix("key") in _KEYS
    return key or one in _WHOLE or one.endswith(_ENDINGS)


def _words(name: str) -> list[str]:
    """Return the words of `name` in lower case: snake, kebab or camel; digits end one."""
    spaced = []
    for before, char, after in zip(f" {name}", name, f"{name[1:]} ", strict=False):
        if char.isupper() and (before.islower() or (before.isupper() and after.islower())):
            spaced.append(" ")
        spaced.append(char if char.isalpha() else " ")
    return "".join(spaced).casefold().split()


# Values.

_MASK = "<secret>"
"""What stands in place of a secret inside another value."""


def _fit(value: object) -> Field | None:
    """Return `value` as a log takes it, with the secrets in it masked."""
    kind = type(value)
    if issubclass(kind, str):
        return _cut(str.__str__(value))
    if issubclass(kind, float):
        number = float.__float__(value)  # type: ignore[arg-type]
        return number if number - number == 0 else repr(number)
    known = plain(value, MAX_TEXT)
    if isinstance(known, (list, dict)):
        return _cut(json_text(_masked(known)))
    if isinstance(known, str) or (isinstance(known, int) and not -(2**63) <= known < 2**63):
        return _cut(str(known))
    fit: Field | None = known
    return fit


def _cut(text: str, longest: int = MAX_TEXT) -> str:
    """Return `text`, no longer than that, with no lone surrogate in it."""
    return shown(text) if len(text) <= longest else f"{shown(text[: longest - 1])}…"


def _text(value: object) -> str | None:
    return None if value is None else shown(value)


def _masked(value: Any) -> Any:
    """Return what `plain` returned, but for the secrets in it."""
    if isinstance(value, dict):
        return {name: _MASK if is_secret(name) else _masked(it) for name, it in value.items()}
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return value


# The declaration of a class.


def _generated(cls: type) -> list[type]:
    """Return the classes that have a declaration, the nearest first and `Problem` last."""
    return [one for one in cls.__mro__ if {"code", "_body"} <= vars(one).keys()]


def _declared(cls: type) -> dict[str, bool]:
    """Return the names of the declared params, and whether each is like a secret's."""
    generated: list[Any] = _generated(cls)
    if not generated:
        return {}
    nearest, root = generated[0], generated[-1]
    on_the_wire = {attribute: name for name, attribute, _ in nearest._members}
    constants = {
        name
        for name, value in vars(nearest).items()
        if not name.startswith("_")
        and not hasattr(root, name)
        and isinstance(value, (str, int, float, list, dict))
    }
    names = sorted({*constants, *nearest._arguments, *on_the_wire})
    return {name: is_secret(name) or is_secret(on_the_wire.get(name, "")) for name in names}


def _logged(cls: type) -> list[str]:
    try:
        return [name for name, secret in _declared(cls).items() if not secret]
    except Exception:  # a class of the service's own that declares what it is not
        return []


def _open(error: BaseException) -> Any:
    """Return `error`; in place of a problem that has secrets, a copy that has them masked.

    The copy has its own detail, as what another service wrote cannot be masked.
    """
    masks: dict[str, object] = {}
    for name, secret in _declared(type(error)).items():
        value = getattr(error, name, None)
        known = plain(value)
        masked = _MASK if secret and value is not None else _masked(known)
        if masked != known:
            masks[name] = masked
    if not masks:
        return error
    kind = type(error)
    made = kind.__new__(kind)
    made.__dict__.update({**error.__dict__, **masks, "received": None})
    return made


# What the log has from the exception.


def _named(cls: type) -> str:
    """Return module and name of `cls`, which a metaclass cannot keep from being told."""
    name = type.__dict__["__qualname__"].__get__(cls)
    module = shown(type.__getattribute__(cls, "__dict__").get("__module__", "builtins"))
    return name if module == "builtins" else f"{module}.{name}"


_cause = BaseException.__dict__["__cause__"].__get__
_context = BaseException.__dict__["__context__"].__get__
_suppressed = BaseException.__dict__["__suppress_context__"].__get__
_args = BaseException.__dict__["args"].__get__


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the exceptions that led to `error`, the nearest first, each once."""
    seen = {id(error)}
    while True:
        led = _cause(error)
        if led is None and not _suppressed(error):
            led = _context(error)
        if led is None or id(led) in seen:
            return
        seen.add(id(led))
        yield led
        error = led


def _causes(problem: BaseException) -> str | None:
    chain = list(islice(_chain(problem), MAX_CAUSES + 1))
    told, joint = chain[:MAX_CAUSES], "; caused by "
    if not told:
        return None
    room = MAX_TEXT // len(told) - len(joint)  # the last one is often the one that matters
    said = joint.join(_cut(_told(error), room) for error in told)
    return f"{said}; …" if len(chain) > len(told) else said


def _told(error: BaseException) -> str:
    name = _named(type(error))
    try:
        text = str(_open(error))
    except Exception:  # its own doing
        text = shown(type(error))
    return f"{name}: {text}" if text else name


def _notes(problem: BaseException) -> str | None:
    notes: Any = getattr(problem, "__notes__", None)
    if notes is None:
        return None
    if not issubclass(type(notes), (list, tuple)):  # set by hand
        return shown(notes)
    return "\n".join(_cut(shown(note)) for note in islice(notes, MAX_TEXT)) or None


def _wrong_args(problem: BaseException) -> str | None:
    """Return the positional arguments, which no generated class takes.

    A class of the service's own may take them and make params of them, and a secret param may
    have been meant; neither is for the log.
    """
    kind = type(problem)
    given = _args(problem)
    takes = next(one for one in kind.__mro__ if "__init__" in vars(one))
    if not given or takes not in _generated(kind) or any(_declared(kind).values()):
        return None
    return shown(_masked(plain(given, MAX_TEXT)))


def _request_id(_: object) -> object:
    """Return the value of `errbook.problem.request_id`, whose module stands above this one."""
    context = copy_context().items()
    return next((value for var, value in context if var.name == "errbook.request_id"), None)


_FIELDS: dict[str, Callable[[Any], object]] = {
    "error.type": lambda problem: problem.code or problem.type,
    "exception.type": lambda problem: _named(type(problem)),
    "http.response.status_code": lambda problem: problem.status,
    "problem.type": lambda problem: problem.type,
    "problem.title": lambda problem: problem.title,
    "problem.detail": masked_detail,
    "problem.instance": lambda problem: _text(problem.instance),
    "problem.variant": lambda problem: problem.variant,
    "problem.request_id": _request_id,
    "problem.received": lambda problem: problem.received is not None or None,
    "exception.cause": _causes,
    "exception.notes": _notes,
    "exception.args": _wrong_args,
}
"""Each field that is no param, with the function that reads it off the problem."""
