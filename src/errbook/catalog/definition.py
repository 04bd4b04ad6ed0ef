"""A definition: one declared error, as its YAML document says it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from errbook.catalog.model import Line, Markdown, Model, Text, matching, shorthand
from errbook.catalog.param import Param
from errbook.catalog.request import Request, SampleReplay, TriggerReplay

__all__ = [
    "CodeSample", "Definition", "Deprecation", "Fix", "FixableBy", "Link", "Mistake", "Note",
    "Related", "Sample", "Scenario", "Section", "Step", "Trigger", "Visibility",
]  # fmt: skip

FixableBy = Literal["caller", "customer", "operator", "service"]
Visibility = Literal["public", "internal"]
Anchor = Annotated[
    str, matching(r"^[a-z0-9]+(-[a-z0-9]+)*$", "must be lower-case words joined by hyphens")
]
"""The id of a place on a page."""


class CodeSample(Model):
    """A piece of code, labelled wrong or right where two are compared."""

    language: Line = Field(
        description="The language, as Pygments names it: `python`, `json`, `bash`."
    )
    text: Text = Field(description="The code.")
    label: Line | None = Field(None, description="A caption.")
    role: Literal["wrong", "right"] | None = Field(
        None, description="What a reader is to make of it."
    )


class Sample(Model):
    """A request, or code in one or more languages."""

    intro: Markdown | None = Field(None, description="What it shows.")
    request: Request | None = Field(None, description="A request.")
    code: list[CodeSample] | None = Field(None, min_length=1, description="Pieces of code.")
    replay: SampleReplay | None = Field(
        None, description="How `errbook verify` sends the request. It is not on the page."
    )

    @model_validator(mode="after")
    def _something(self) -> Sample:
        if self.request is None and self.code is None:
            raise ValueError("a sample needs a `request` or `code`")
        if self.request is None and self.replay is not None:
            raise ValueError("`replay` is of a `request`, and this sample has none")
        return self


class Trigger(Model):
    """A request that gives this error."""

    intro: Markdown | None = Field(None, description="What the request does.")
    request: Request = Field(description="The request.")
    replay: TriggerReplay | None = Field(
        None, description="How `errbook verify` sends the request. It is not on the page."
    )


class Scenario(Model):
    """A situation that causes the error."""

    text: Markdown = Field(description="The situation, in a sentence.")
    fix: Line | None = Field(None, description="The id of the fix that cures it.")


class Step(Model):
    """One thing to do."""

    id: Anchor | None = Field(
        None,
        description="A name for links to point to, as that of a fix. The step needs a title then.",
    )
    title: Line | None = Field(None, description="The step in a few words.")
    text: Markdown | None = Field(None, description="What to do.")
    samples: list[Sample] = Field(default_factory=list, description="How it is done.")

    @model_validator(mode="after")
    def _something(self) -> Step:
        if self.title is None and self.text is None:
            raise ValueError("a step needs a `title` or a `text`")
        if self.id is not None and self.title is None:
            raise ValueError("an `id` is the anchor of a `title`, and this step has none")
        return self


class Fix(Model):
    """One way to make the error go away."""

    id: Anchor | None = Field(
        None,
        description="A name for scenarios to point to: lower case, hyphens. It is the anchor on"
        " the page.",
    )
    title: Line | None = Field(None, description="What is done, where there are several fixes.")
    when: Line | None = Field(None, description="When it applies: a variant of `detail`, or words.")
    intro: Markdown | None = Field(None, description="What stands before the steps.")
    steps: list[Annotated[Step, shorthand("text")]] = Field(
        default_factory=list, description="Things to do, in order."
    )
    samples: list[Sample] = Field(
        default_factory=list, description="Requests or code behind the steps."
    )

    @model_validator(mode="after")
    def _something(self) -> Fix:
        if not (self.intro or self.steps or self.samples):
            raise ValueError("a fix needs an `intro`, `steps` or `samples`")
        return self


class Mistake(Model):
    """Something that people get wrong on the way."""

    title: Line | None = Field(None, description="The mistake in a few words.")
    text: Markdown = Field(description="The mistake, and what to do instead.")


class Note(Model):
    """A remark that stands out."""

    kind: Literal["note", "tip", "warning", "danger"] = Field("note", description="How it looks.")
    text: Markdown = Field(description="The remark.")


class Section(Model):
    """Free Markdown, for the page that needs more."""

    id: Anchor | None = Field(
        None,
        description="A name for links to point to, as that of a fix; without it the anchor is made"
        " from the title.",
    )
    title: Line = Field(description="The heading.")
    text: Markdown = Field(description="What stands below it.")


class Related(Model):
    """Another error that a reader may have meant."""

    code: Line = Field(description="Its code.")
    reason: Line | None = Field(None, description="How it is related: what tells the two apart.")


class Link(Model):
    """A page elsewhere."""

    title: Line = Field(description="Its title.")
    url: Annotated[
        str,
        matching(
            r"^(https?://|mailto:|\.{0,2}/)\S+$",
            "must be a URL, or a path that starts with `/`, `./` or `../`",
        ),
    ] = Field(description="Its address.")


class Deprecation(Model):
    """The end of an error: still raised where deprecated, never again where retired."""

    since: Line | None = Field(None, description="The version or date from which it holds.")
    reason: Markdown | None = Field(None, description="Why.")
    replaced_by: list[Line] = Field(
        default_factory=list, description="The codes that take its place."
    )


Variants = Annotated[dict[Line, Line], Field(min_length=1)]


def _detail_form(value: object) -> str:
    return "(variants)" if isinstance(value, dict) else "(text)"


class Definition(Model):
    """One declared error."""

    model_config = ConfigDict(json_schema_extra={"patternProperties": {"^x-": {}}})

    code: Line = Field(
        description="The identity: fits the manifest's scheme, is never reused and never silently"
        " removed."
    )
    status: int = Field(ge=400, le=599, description="The HTTP status, from 400 to 599.")
    title: Line = Field(description="The problem's title: the same for every occurrence.")
    summary: Line = Field(
        description="One sentence for the top of the page, search results and indexes."
    )
    detail: (
        Annotated[
            Annotated[Line, Tag("(text)")] | Annotated[Variants, Tag("(variants)")],
            Discriminator(_detail_form),
        ]
        | None
    ) = Field(
        None,
        description="The problem's detail: text in which `{name}` is a param and `{{` a brace."
        " Several messages are a mapping from a variant's name to its text.",
    )
    params: dict[Line, Param] = Field(
        default_factory=dict, description="What an occurrence carries, by name."
    )
    headers: dict[Line, Line] = Field(
        default_factory=dict, description="Response headers; `{name}` is a param."
    )
    retryable: bool | None = Field(
        None, description="Whether sending the same request again can succeed."
    )
    fixable_by: FixableBy | None = Field(
        None, description="Who can act: `caller`, `customer`, `operator` or `service`."
    )
    what_happened: Markdown | None = Field(
        None, description="What the service found, and what it did."
    )
    scenarios: list[Annotated[Scenario, shorthand("text")]] = Field(
        default_factory=list, description="Situations that cause it: text, or `{text, fix}`."
    )
    trigger: Trigger | None = Field(None, description="A request that gives this error.")
    fixes: list[Fix] = Field(
        default_factory=list, description="How to fix it: one way, or several to choose from."
    )
    mistakes: list[Mistake] = Field(default_factory=list, description="What people get wrong.")
    notes: list[Note] = Field(default_factory=list, description="Remarks that stand out.")
    sections: list[Section] = Field(
        default_factory=list, description="Further sections of the page."
    )
    related: list[Related] = Field(
        default_factory=list, description="Errors a reader may have meant."
    )
    links: list[Link] = Field(default_factory=list, description="Pages elsewhere.")
    operations: list[
        Annotated[
            str,
            matching(r"^[A-Z]+ /\S*$", "must be a method and a path, as in `POST /v2/keys.getKey`"),
        ]
    ] = Field(
        default_factory=list, description="The operations that return it: `POST /v2/keys.getKey`."
    )
    type: Line | None = Field(
        None, description="Pins the type URI, where the manifest's template would give another."
    )
    since: Line | None = Field(None, description="The version or date of its first occurrence.")
    deprecated: Deprecation | None = Field(None, description="Still raised, but on its way out.")
    retired: Deprecation | None = Field(None, description="No longer raised. Page and class stay.")
    aliases: list[Line] = Field(default_factory=list, description="Former codes of this error.")
    visibility: Visibility = Field(
        "public", description="`internal` keeps it out of public builds."
    )
    owner: Line | None = Field(None, description="Who looks after it. Never in a public build.")
    runbook: Line | None = Field(
        None, description="Where the operators' instructions are. Never in a public build."
    )
    tags: list[Line] = Field(default_factory=list, description="Words to group by.")
    extensions: dict[str, Any] = Field(
        default_factory=dict,
        exclude=True,
        alias="x-…",
        json_schema_extra={"description": "Any field that starts with `x-`."},
    )

    @model_validator(mode="before")
    @classmethod
    def _set_extensions_apart(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        extensions = {name: value for name, value in data.items() if name.startswith("x-")}
        if not extensions:
            return data
        rest = {name: value for name, value in data.items() if name not in extensions}
        return {**rest, "x-…": extensions}

    @property
    def details(self) -> dict[str, str]:
        """The detail templates by variant; a single one has the name ``""``."""
        if self.detail is None:
            return {}
        return {"": self.detail} if isinstance(self.detail, str) else self.detail

    @property
    def variants(self) -> tuple[str, ...]:
        """The names of the variants; none where there is a single detail."""
        return tuple(self.detail) if isinstance(self.detail, dict) else ()

    @property
    def is_stub(self) -> bool:
        """Whether its page would tell a reader nothing beyond what the response says itself."""
        told = (
            self.what_happened,
            self.scenarios,
            self.fixes,
            self.mistakes,
            self.notes,
            self.sections,
        )
        return not any(told)
