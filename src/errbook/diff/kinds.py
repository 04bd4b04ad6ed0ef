"""Every kind of change that there is: whom it concerns, how much, and what the way back is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from errbook.catalog.messages import did_you_mean
from errbook.exceptions import UsageError
from errbook.findings import Severity

__all__ = ["KINDS", "Kind", "Level", "kind"]

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
    back: tuple[str, ...]
    """The kinds that the opposite change can be of; none where there is no way back."""

    @property
    def page(self) -> str:
        """All that there is to say of it, in Markdown."""
        facts = f"Severity: {self.severity}. Level: {self.level}."
        return f"# {self.id} {self.name}\n\n{self.title}\n\n{facts}\n\n{self.why}\n"


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("BC001", "not-compared", WIRE, WARNING,
             "A definition of the older catalog cannot be read.",
             "It has mistakes by the rules of today, so nobody knows what has changed since.",
             ()),
        # 100: definitions on the wire
        Kind("BC101", "code-removed", WIRE, ERROR, "A code is gone.",
             "Its page and its class are gone, clients that meet it in old logs find nothing, and"
             " nothing keeps the code from being used for something else. Rename it with an alias,"
             " or deprecate it, and retire it later.",
             ("code-added", "code-removed", "code-renamed")),
        Kind("BC102", "code-added", WIRE, INFO, "A code is new.",
             "A client that does not know it goes by the status.",
             ("code-removed", "retired-page-removed")),
        Kind("BC103", "code-reused", WIRE, ERROR,
             "A code that was retired, or had another name, is an error of its own.",
             "Clients and logs still hold it in its former meaning. Declare another code.",
             ("code-retired", "code-retired-early", "code-merged")),
        Kind("BC104", "code-retired", WIRE, INFO, "A deprecated code is retired.",
             "Clients had the time to prepare for it.", ("code-reused",)),
        Kind("BC105", "code-retired-early", WIRE, WARNING,
             "A code is retired that was not deprecated.",
             "Nobody was told. Deprecate it first, with what takes its place.", ("code-reused",)),
        Kind("BC106", "code-renamed", WIRE, INFO, "A code has another name, and keeps the old one.",
             "Its page redirects, and its former class stays. Whether its type stays, too, is a"
             " matter of `type-changed`.", ("code-renamed", "code-removed", "group-changed")),
        Kind("BC107", "code-member-changed", WIRE, ERROR,
             "A code has another name, and stands in the body.",
             "Clients compare the member with the code that they know.",
             ("code-member-changed",)),
        Kind("BC108", "code-merged", WIRE, ERROR, "Two errors are one.",
             "Clients that told them apart cannot any more: by type, by code, or by class. Retire"
             " the one, and name the other in `replaced_by`.", ("code-reused",)),
        Kind("BC110", "type-changed", WIRE, ERROR, "A type URI is another.",
             "Clients compare it byte for byte (RFC 9457, section 3.1.1): to them this is another"
             " error. Pin the old one with `type`.", ("type-changed",)),
        Kind("BC111", "status-changed", WIRE, ERROR, "A status is another.",
             "Clients, proxies and retry rules go by it.", ("status-changed",)),
        Kind("BC112", "title-changed", WIRE, WARNING, "A title is another.",
             "It is the same in every occurrence (RFC 9457, section 3.1.3), so programs and"
             " dashboards group by it.", ("title-changed",)),
        Kind("BC113", "retryability-flipped", WIRE, ERROR,
             "What was not to be retried is, or the other way round.",
             "Clients were written by the other advice: they retry for nothing, or give up.",
             ("retryability-flipped",)),
        Kind("BC120", "member-removed", WIRE, ERROR, "A member of the body is gone.",
             "Clients read it.", ("member-added",)),
        Kind("BC121", "member-added", WIRE, INFO, "A member of the body is new.",
             "Clients ignore what they do not know (RFC 9457, section 3.2).", ("member-removed",)),
        Kind("BC122", "member-retyped", WIRE, ERROR, "A member has another type or format.",
             "Clients parse it as what it was.", ("member-retyped", "member-narrowed")),
        Kind("BC123", "member-narrowed", WIRE, INFO, "A member has a narrower type or format.",
             "It is still of the type that it was, as a whole number is a number.",
             ("member-retyped",)),
        Kind("BC124", "member-made-optional", WIRE, ERROR, "A member may be absent now.",
             "Clients rely on it.", ("member-made-required",)),
        Kind("BC125", "member-made-required", WIRE, INFO, "A member is always there now.",
             "Clients that cope without it cope with it.", ("member-made-optional",)),
        Kind("BC126", "enum-widened", WIRE, ERROR, "A member can have more values.",
             "Clients list those that they knew: a generated one refuses another.",
             ("enum-narrowed",)),
        Kind("BC127", "enum-narrowed", WIRE, INFO, "A member can have fewer values.",
             "Clients are prepared for more than they get.", ("enum-widened",)),
        Kind("BC128", "bounds-widened", WIRE, WARNING, "A member can go beyond its old bounds.",
             "Clients may have sized or validated by them.", ("bounds-narrowed", "bounds-widened")),
        Kind("BC130", "header-removed", WIRE, ERROR, "A response header is gone.",
             "Clients read it.", ("header-added",)),
        Kind("BC131", "header-added", WIRE, INFO, "A response header is new.",
             "Clients ignore it.", ("header-removed",)),
        Kind("BC132", "header-changed", WIRE, WARNING, "A response header is made otherwise.",
             "Clients may parse it.", ("header-changed",)),
        Kind("BC140", "detail-removed", WIRE, ERROR, "An error has no detail any more.",
             "Clients show it.", ("detail-added",)),
        Kind("BC141", "detail-added", WIRE, INFO, "An error has a detail now.",
             "Clients that show none may show it.", ("detail-removed",)),
        Kind("BC142", "told-value-moved", WIRE, ERROR,
             "A detail is reworded, and tells a value that is no member.",
             "Clients could only read it out of the text. Make the params members of the body,"
             " and reword it after that.", ("told-value-moved", "detail-reworded")),
        # 200: the manifest on the wire
        Kind("BC201", "body-member-removed", WIRE, ERROR, "A part of the body template is gone.",
             "It is gone from every response.", ("body-member-added",)),
        Kind("BC202", "body-member-added", WIRE, INFO, "A part of the body template is new.",
             "Clients ignore what they do not know.", ("body-member-removed",)),
        Kind("BC203", "body-member-changed", WIRE, ERROR,
             "A part of the body template holds something else.",
             "Every response has another value there.", ("body-member-changed",)),
        Kind("BC204", "media-type-changed", WIRE, ERROR, "The media type is another.",
             "Clients choose their parser by it.", ("media-type-changed",)),
        Kind("BC205", "type-template-changed", WIRE, ERROR,
             "The template of type URIs is another, and moves types that are out.",
             "Each type that it moves is another error to clients. Pin those with `type`.",
             ("type-template-changed",)),
        Kind("BC206", "request-id-changed", WIRE, WARNING,
             "The header of request ids, or what the ids start with, is another.",
             "Logs and support tools look for it.", ("request-id-changed",)),
        Kind("BC207", "request-id-removed", WIRE, ERROR, "Responses have no request id any more.",
             "Clients read the header, and support asks for it.", ("request-id-added",)),
        Kind("BC208", "request-id-added", WIRE, INFO, "Responses have a request id now.",
             "Clients ignore a header that they do not know.", ("request-id-removed",)),
        Kind("BC210", "fallback-removed", WIRE, ERROR, "A fallback is gone.",
             "What it answered is about:blank now.", ("fallback-added",)),
        Kind("BC211", "fallback-added", WIRE, WARNING, "A fallback is new.",
             "What was about:blank is a declared error now.", ("fallback-removed",)),
        Kind("BC212", "fallback-changed", WIRE, ERROR, "A fallback is another error.",
             "The same failure has another type and body.",
             ("fallback-changed", "fallback-succeeded")),
        Kind("BC213", "fallback-succeeded", WIRE, INFO,
             "A fallback that was deprecated has made way for its successor.",
             "`replaced_by` has told clients of it.", ("fallback-changed",)),
        Kind("BC220", "limit-lowered", WIRE, WARNING, "Bodies may be less long.",
             "Values are cut that were whole.", ("limit-raised",)),
        Kind("BC221", "limit-raised", WIRE, INFO, "Bodies may be longer.",
             "Values are whole that were cut.", ("limit-lowered",)),
        # 300: code
        Kind("BC301", "argument-removed", CODE, ERROR, "An argument is gone.",
             "Code that gives it fails its type check, and its tests.",
             ("argument-added", "argument-required")),
        Kind("BC302", "argument-added", CODE, INFO, "An argument is new that need not be given.",
             "Code that raises goes on without it.", ("argument-removed", "argument-widened")),
        Kind("BC303", "argument-required", CODE, ERROR,
             "An argument has to be given that did not have to.",
             "Code that raises without it fails its type check and its tests, and sends a body that"
             " lacks it. Clients are not concerned.",
             ("argument-removed", "argument-not-required", "argument-widened")),
        Kind("BC304", "argument-not-required", CODE, INFO, "An argument need not be given now.",
             "Code that gives it goes on.", ("argument-required",)),
        Kind("BC305", "argument-retyped", CODE, ERROR, "An argument has another type.",
             "Code that raises gives one of the old type.",
             ("argument-retyped", "argument-widened")),
        Kind("BC306", "argument-narrowed", CODE, ERROR, "An argument can have fewer values.",
             "Code that raises may give one of the others. Clients are not concerned.",
             ("argument-widened",)),
        Kind("BC307", "argument-widened", CODE, INFO, "An argument can be more than it could.",
             "Code that raises gives what it gave.",
             ("argument-narrowed", "argument-retyped", "argument-added", "argument-required")),
        Kind("BC308", "bounds-narrowed", CODE, WARNING, "A member has closer bounds.",
             "Code that raises may give what is beyond them. Clients are not concerned.",
             ("bounds-widened",)),
        Kind("BC310", "variant-removed", CODE, ERROR, "A variant of the detail is gone.",
             "Code that raises names it.", ("variant-added",)),
        Kind("BC311", "variant-added", CODE, INFO, "A variant of the detail is new.",
             "Nobody names it yet.", ("variant-removed",)),
        Kind("BC312", "variants-introduced", CODE, ERROR, "An error has variants now.",
             "Code that raises has to name one.", ("variants-dropped",)),
        Kind("BC313", "variants-dropped", CODE, ERROR, "An error has no variants any more.",
             "Code that raises names one.", ("variants-introduced",)),
        Kind("BC320", "python-name-changed", CODE, ERROR,
             "A class has another name or module, and the old one does not lead to it.",
             "Code imports the old one.", ("python-name-changed",)),
        Kind("BC321", "python-template-changed", CODE, ERROR,
             "The names of classes and modules are made otherwise.",
             "Each name that it moves is gone. Code imports the old one.",
             ("python-template-changed",)),
        Kind("BC322", "group-changed", CODE, WARNING, "An error is not of its old group any more.",
             "Code that catches the errors of the group does not catch it.",
             ("group-changed", "code-renamed")),
        Kind("BC330", "deprecated", CODE, INFO, "A code is deprecated.",
             "It is still raised. Type checkers point at code that does.", ("undeprecated",)),
        Kind("BC331", "undeprecated", CODE, INFO, "A code is not deprecated any more.",
             "It goes on as before.", ("deprecated",)),
        # 400: docs
        Kind("BC401", "alias-removed", DOCS, ERROR, "A former code is forgotten.",
             "Its page leads nowhere, its class is gone, and the code could be used anew.",
             ("alias-added",)),
        Kind("BC402", "alias-added", DOCS, INFO, "A former code is remembered.",
             "It leads to the present page.", ("alias-removed",)),
        Kind("BC403", "page-moved", DOCS, ERROR, "A page has another address, without a redirect.",
             "Links to it lead nowhere, the type URI first of all.", ("page-moved",)),
        Kind("BC404", "made-internal", DOCS, ERROR, "A public error is internal now.",
             "Its page is gone from the public site, and its type leads nowhere.",
             ("made-public",)),
        Kind("BC405", "made-public", DOCS, INFO, "An internal error is public now.",
             "It gets a page.", ("made-internal",)),
        Kind("BC406", "retired-page-removed", DOCS, ERROR, "A retired code is gone.",
             "Old links and logs lead to its page, and nothing keeps the code from being reused.",
             ("code-added",)),
        Kind("BC407", "alias-moved", DOCS, ERROR, "A former code leads to another error.",
             "Old links, and imports of its class, end up at the wrong error.", ("alias-moved",)),
        Kind("BC408", "anchor-removed", DOCS, WARNING,
             "A page has lost the id of a fix, a step or a section.",
             "Links to that place end up at the top of the page.", ("text-changed",)),
        Kind("BC420", "meaning-changed", DOCS, WARNING, "The text tells of another error.",
             "A code has one meaning for ever. If this is another error, give it another code.",
             ("meaning-changed",)),
        Kind("BC421", "detail-reworded", DOCS, INFO, "A detail is reworded.",
             "What it tells are members, so nobody has to read it out of the text.",
             ("detail-reworded", "told-value-moved")),
        Kind("BC422", "text-changed", DOCS, INFO, "The text of a page is another.",
             "Readers read on.", ("text-changed", "anchor-removed")),
        Kind("BC423", "retry-advice-removed", DOCS, WARNING,
             "Whether to retry is not said any more.",
             "Readers and clients have to guess.", ("retry-advice-added",)),
        Kind("BC424", "retry-advice-added", DOCS, INFO, "Whether to retry is said now.",
             "It was open before.", ("retry-advice-removed",)),
        Kind("BC425", "fixer-changed", DOCS, INFO, "Somebody else is to fix it.",
             "Readers read on.", ("fixer-changed",)),
        Kind("BC426", "about-changed", DOCS, INFO, "The manifest says something else of the API.",
             "Readers read on.", ("about-changed",)),
    )
}  # fmt: skip
"""By name."""


def kind(id_or_name: str) -> Kind:
    """Return the kind of this id (`BC111`) or name (`status-changed`).

    Raises `UsageError` if there is none, and says which one is near.
    """
    asked = id_or_name.casefold().replace("_", "-")
    for one in KINDS.values():
        if asked in (one.id.casefold(), one.name):
            return one
    near = did_you_mean(asked, [name for one in KINDS.values() for name in (one.id, one.name)])
    raise UsageError(f"there is no kind of change {id_or_name}{near}")
