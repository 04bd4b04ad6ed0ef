"""A documented request, and what `errbook verify` needs to know to send it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from errbook.catalog.model import EnvironmentVariable, Line, Model, ServerUrl, matching

__all__ = ["Replay", "Request", "SampleReplay", "SetUp", "TriggerReplay", "standing_alone"]


class Request(Model):
    """An HTTP request, from which pages make curl, Python and JavaScript."""

    method: Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] = Field(
        description="The method."
    )
    path: Annotated[
        str, matching(r"^/\S*$", "must be a path that starts with `/`, without spaces")
    ] = Field(description="The path on the server.")
    server: ServerUrl | None = Field(
        None,
        description="The server, where it is another than the manifest's. The manifest's"
        " authentication is not sent there.",
    )
    query: dict[Line, str | int | float | bool] | None = Field(
        None, description="Query parameters."
    )
    headers: dict[Line, str] | None = Field(
        None, description="Headers beside authentication and content type."
    )
    json_: Any = Field(None, alias="json", description="The body, as JSON.")
    body: str | None = Field(
        None, description="The body as text, where it is not JSON or is broken on purpose."
    )
    auth: bool = Field(True, description="False leaves out the manifest's authentication.")

    @property
    def has_json(self) -> bool:
        """Whether a JSON body is given: null is a body as well."""
        return "json_" in self.model_fields_set

    @model_validator(mode="after")
    def _one_body(self) -> Request:
        if self.has_json and self.body is not None:
            raise ValueError("`json` and `body` are two bodies; keep one")
        return self


Pointer = Annotated[
    str,
    matching(r"^(/([^/~]|~[01])*)*$", "must be a JSON Pointer, as in `/data/keyId`"),
]
"""A place in a JSON document (RFC 6901)."""

Save = dict[Line, Pointer]


class SetUp(Model):
    """A request that `errbook verify` sends first, so that the documented one has its effect."""

    request: Request = Field(description="The request.")
    auth: EnvironmentVariable | None = Field(
        None, description="The environment variable that holds the secret, instead of the usual."
    )
    repeat: int = Field(1, ge=1, le=10_000, description="How many times it is sent.")
    status: int | None = Field(
        None,
        ge=200,
        le=599,
        description="The status of the answer; by default any from 200 to 299.",
    )
    save: Save = Field(
        default_factory=dict,
        description="What later requests need of the answer: for a text of the samples, the JSON"
        " Pointer of the value that takes its place, as in `key_1234: /data/keyId`.",
    )


class Replay(Model):
    """What `errbook verify` needs to know to send a request of the page; no page shows it.

    A page shows samples such as `key_1234`. What is fresh, in the environment or saved from an
    answer takes their place in every later request.
    """

    skip: Line | None = Field(None, description="Why the request cannot be sent.")
    env: dict[Line, EnvironmentVariable] = Field(
        default_factory=dict,
        description="For texts of the samples, the environment variables that hold the real ones.",
    )
    fresh: list[Line] = Field(
        default_factory=list,
        description="Texts of the samples that a new one takes the place of in every run: a name"
        " that must not be there yet.",
    )
    before: list[SetUp] = Field(
        default_factory=list, description="Requests that are sent before, in order."
    )
    auth: EnvironmentVariable | None = Field(
        None,
        description="The environment variable that holds the secret, where it is another than the"
        " manifest's.",
    )


class TriggerReplay(Replay):
    """What `errbook verify` needs to know to get the error."""

    repeat: int = Field(
        1,
        ge=1,
        le=10_000,
        description="How many times the request is sent at most, until an error comes: for limits.",
    )


class SampleReplay(Replay):
    """What `errbook verify` needs to know to send a request of a fix, which has to succeed."""

    save: Save = Field(
        default_factory=dict,
        description="What later requests of the fix need of the answer: for a text of the samples,"
        " the JSON Pointer of the value that takes its place.",
    )


def standing_alone(sample: str) -> str:
    """Return the pattern of the text `sample` where it is no part of a longer word."""
    before = r"(?<!\w)" if re.match(r"\w", sample) else ""
    behind = r"(?!\w)" if re.search(r"\w\Z", sample) else ""
    return f"{before}{re.escape(sample)}{behind}"
