"""Every kind of change that there is: whom it concerns, how much, and what the way back is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from errbook.findings import Severity

__all__ = ["KINDS", "Kind", "Level"]

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class Level(StrEnum):
    """Whom a change concerns: each level has those before it in it."""

    WIRE = "wire"
    """Clients, by the bytes that they receive."""
    CODE = "code"
    """Programs that use the generated package: those that raise, and those that catch."""
    DOCS = "docs"
    """Readers, and links to pages."""


WIRE, CODE, DOCS = Level


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change. An error breaks somebody, a warning may, an info does not."""

    id: str
    name: str
    level: Level
    severity: Severity
    title: str
    """What has changed, as a sentence."""
    why: str
    """Whom it breaks, and how; or why it does not."""
    back: str
    """The name of the kind that the opposite change is."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        # 100: definitions on the wire
        Kind("BC101", "code-removed", WIRE, ERROR, "A code is gone.",
             "Clients that know it no longer find what it means, its page and its class are gone,"
             " and nothing keeps the code from being used for something else. Rename it with an"
             " alias, or retire it.", "code-added"),
        Kind("BC102", "code-added", WIRE, INFO, "A code is new.",
             "A client that does not know it goes by the status.", "code-removed"),
        Kind("BC103", "code-reused", WIRE, ERROR, "A code that was retired or renamed lives again.",
             "Clients and logs still hold it in its former meaning.", "code-retired-early"),
        Kind("BC104", "code-retired", WIRE, INFO, "A deprecated code is retired.",
             "Clients had the time to prepare for it.", "code-reused"),
        Kind("BC105", "code-retired-early", WIRE, WARNING,
             "A code is retired that was not deprecated.",
             "Nobody was told. Deprecate it first, with what takes its place.", "code-reused"),
        Kind("BC106", "code-renamed", WIRE, INFO, "A code has another name, and keeps the old one.",
             "Its page redirects, its type is pinned, its former class stays.", "code-removed"),
        Kind("BC107", "code-member-changed", WIRE, ERROR,
             "A code is renamed, and stands in the body.",
             "Clients compare the member with the code that they know.", "code-removed"),
        Kind("BC110", "type-changed", WIRE, ERROR, "A type URI is another.",
             "Clients compare it byte for byte (RFC 9457, section 3.1.1): to them this is another"
             " error. Pin the old one with `type`.", "type-changed"),
        Kind("BC111", "status-changed", WIRE, ERROR, "A status is another.",
             "Clients, proxies and retry rules go by it.", "status-changed"),
        Kind("BC112", "title-changed", WIRE, WARNING, "A title is another.",
             "It should not change (RFC 9457, section 3.1.3), and is on the wire.",
             "title-changed"),
        Kind("BC113", "retryability-flipped", WIRE, ERROR,
             "What was not to be retried is, or the other way round.",
             "Clients were written by the other advice: they retry for nothing, or give up.",
             "retryability-flipped"),
        Kind("BC120", "member-removed", WIRE, ERROR, "A member of the body is gone.",
             "Clients read it.", "member-added"),
        Kind("BC121", "member-added", WIRE, INFO, "A member of the body is new.",
             "Clients ignore what they do not know (RFC 9457, section 3.2).", "member-removed"),
        Kind("BC122", "member-retyped", WIRE, ERROR, "A member has another type or format.",
             "Clients parse it as what it was.", "member-retyped"),
        Kind("BC123", "member-made-optional", WIRE, ERROR, "A member may be absent now.",
             "Clients rely on it.", "member-made-required"),
        Kind("BC124", "member-made-required", WIRE, INFO, "A member is always there now.",
             "Clients that cope without it cope with it.", "member-made-optional"),
        Kind("BC125", "enum-widened", WIRE, ERROR, "A member can have more values.",
             "Clients list those that they knew.", "enum-narrowed"),
        Kind("BC126", "bounds-changed", WIRE, WARNING, "The bounds of a member differ.",
             "Clients may have sized or validated by them.", "bounds-changed"),
        Kind("BC130", "header-removed", WIRE, ERROR, "A response header is gone.",
             "Clients read it.", "header-added"),
        Kind("BC131", "header-added", WIRE, INFO, "A response header is new.",
             "Clients ignore it.", "header-removed"),
        Kind("BC132", "header-changed", WIRE, WARNING, "A response header is made otherwise.",
             "Clients may parse it.", "header-changed"),
        Kind("BC140", "detail-removed", WIRE, ERROR, "An error has no detail any more.",
             "Clients show it.", "detail-added"),
        Kind("BC141", "detail-added", WIRE, INFO, "An error has a detail now.",
             "Clients that show none may show it.", "detail-removed"),
        Kind("BC142", "detail-value-moved", WIRE, ERROR,
             "A detail is reworded that alone tells a value.",
             "The value is no member, so clients can only read it out of the text.",
             "detail-value-moved"),
        # 200: the manifest on the wire
        Kind("BC201", "body-member-removed", WIRE, ERROR, "A part of the body template is gone.",
             "It is gone from every response.", "body-member-added"),
        Kind("BC202", "body-member-added", WIRE, INFO, "A part of the body template is new.",
             "Clients ignore what they do not know.", "body-member-removed"),
        Kind("BC203", "body-member-changed", WIRE, ERROR,
             "A part of the body template holds something else.",
             "Every response has another value there.", "body-member-changed"),
        Kind("BC204", "media-type-changed", WIRE, ERROR, "The media type is another.",
             "Clients choose their parser by it.", "media-type-changed"),
        Kind("BC205", "type-template-changed", WIRE, ERROR, "The template of type URIs is another.",
             "Every type that is not pinned becomes another error to clients.",
             "type-template-changed"),
        Kind("BC206", "request-id-changed", WIRE, WARNING,
             "The header of request ids is another, or gone.",
             "Logs and support tools look for it.", "request-id-changed"),
        Kind("BC210", "fallback-removed", WIRE, ERROR, "A fallback is gone.",
             "What it answered is about:blank now.", "fallback-added"),
        Kind("BC211", "fallback-added", WIRE, WARNING, "A fallback is new.",
             "What was about:blank is a declared error now.", "fallback-removed"),
        Kind("BC212", "fallback-changed", WIRE, ERROR, "A fallback is another error.",
             "The same failure has another type and body.", "fallback-changed"),
        # 300: code
        Kind("BC301", "argument-removed", CODE, ERROR, "An argument is gone.",
             "Code that gives it fails its type check, and is logged at run time.",
             "argument-added"),
        Kind("BC302", "argument-added", CODE, INFO, "An argument is new that need not be given.",
             "Code that raises goes on without it.", "argument-removed"),
        Kind("BC303", "argument-required", CODE, ERROR,
             "An argument has to be given that did not have to.",
             "Code that raises without it fails its type check, and sends a body without it."
             " Clients are not concerned.", "argument-not-required"),
        Kind("BC304", "argument-not-required", CODE, INFO, "An argument need not be given now.",
             "Code that gives it goes on.", "argument-required"),
        Kind("BC305", "argument-retyped", CODE, ERROR, "An argument has another type.",
             "Code that raises gives one of the old type.", "argument-retyped"),
        Kind("BC306", "enum-narrowed", CODE, ERROR, "A value cannot be given any more.",
             "Code that raises may give it. Clients are not concerned.", "enum-widened"),
        Kind("BC310", "variant-removed", CODE, ERROR, "A variant of the detail is gone.",
             "Code that raises names it.", "variant-added"),
        Kind("BC311", "variant-added", CODE, INFO, "A variant of the detail is new.",
             "Nobody names it yet.", "variant-removed"),
        Kind("BC312", "variants-introduced", CODE, ERROR, "An error has variants now.",
             "Code that raises has to name one.", "variants-dropped"),
        Kind("BC313", "variants-dropped", CODE, ERROR, "An error has no variants any more.",
             "Code that raises names one.", "variants-introduced"),
        Kind("BC320", "python-name-changed", CODE, ERROR, "A class has another name or module.",
             "Code imports the old one, and no former name leads on.", "python-name-changed"),
        Kind("BC321", "python-template-changed", CODE, ERROR,
             "The templates of Python names are others.",
             "Every class made by them has another name or module.", "python-template-changed"),
        # 400: docs
        Kind("BC401", "alias-removed", DOCS, ERROR, "A former code is forgotten.",
             "Its page leads nowhere, its class is gone, and the code could be used anew.",
             "alias-added"),
        Kind("BC402", "alias-added", DOCS, INFO, "A former code is remembered.",
             "It leads to the present page.", "alias-removed"),
        Kind("BC403", "page-moved", DOCS, ERROR, "A page has another address, without a redirect.",
             "Links to it, the type URI first of all, lead nowhere.", "page-moved"),
        Kind("BC404", "made-internal", DOCS, ERROR, "A public error is internal now.",
             "Its page is gone from the public site, and its type leads nowhere.", "made-public"),
        Kind("BC405", "made-public", DOCS, INFO, "An internal error is public now.",
             "It gets a page.", "made-internal"),
        Kind("BC406", "retired-page-removed", DOCS, ERROR, "A retired code is gone.",
             "Old links and logs lead to its page, and nothing keeps the code from being reused.",
             "code-added"),
        Kind("BC410", "deprecated", DOCS, INFO, "A code is deprecated.",
             "It is still raised.", "undeprecated"),
        Kind("BC411", "undeprecated", DOCS, INFO, "A code is not deprecated any more.",
             "It goes on as before.", "deprecated"),
        Kind("BC420", "meaning-changed", DOCS, WARNING, "The text tells of another error.",
             "A code has one meaning for ever. If this is another error, give it another code.",
             "meaning-changed"),
        Kind("BC421", "detail-reworded", DOCS, INFO, "A detail is reworded.",
             "All its values are members, so nobody has to parse it.", "detail-reworded"),
        Kind("BC422", "text-changed", DOCS, INFO, "The text of a page is another.",
             "Readers read on.", "text-changed"),
        Kind("BC423", "retry-advice-removed", DOCS, WARNING,
             "Whether to retry is not said any more.",
             "Readers and clients have to guess.", "retry-advice-added"),
        Kind("BC424", "retry-advice-added", DOCS, INFO, "Whether to retry is said now.",
             "It was open before.", "retry-advice-removed"),
        Kind("BC425", "fixer-changed", DOCS, INFO, "Somebody else is to fix it.",
             "Readers read on.", "fixer-changed"),
    )
}  # fmt: skip
"""By name."""
