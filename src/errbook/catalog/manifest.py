"""The manifest, `catalog.yaml`: what all definitions of a catalog share."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from errbook.catalog.definition import FixableBy, Note
from errbook.catalog.model import EnvironmentVariable, Line, Markdown, Model, ServerUrl
from errbook.catalog.param import SharedParam

__all__ = ["Auth", "Group", "Manifest", "PythonNames", "RequestId", "Response"]


class Group(Model):
    """A group of errors: what it is called, and what its members inherit."""

    title: Line | None = Field(None, description="Its name for readers.")
    description: Markdown | None = Field(None, description="What its errors have in common.")
    headers: dict[Line, Line] = Field(
        default_factory=dict, description="Response headers of its members."
    )
    retryable: bool | None = Field(None, description="`retryable` of its members.")
    fixable_by: FixableBy | None = Field(None, description="`fixable_by` of its members.")
    notes: list[Note] = Field(
        default_factory=list, description="Remarks that stand on the page of every member."
    )


class Auth(Model):
    """How requests in pages authenticate: a header with a secret from the environment."""

    header: Line = Field("Authorization", description="The header.")
    prefix: str = Field("Bearer ", description="What stands before the secret.")
    variable: EnvironmentVariable = Field(
        description="The environment variable that holds the secret."
    )


class RequestId(Model):
    """Where a request's id comes from."""

    header: Line = Field("X-Request-Id", description="The header that carries it, both ways.")
    prefix: str = Field("", description="What a made one starts with.")


class Response(Model):
    """What an error response looks like."""

    media_type: Line | None = Field(
        None,
        description="Its media type: `application/problem+json` where there is no `body`, else"
        " `application/json`.",
    )
    request_id: RequestId | None = Field(
        None, description="The id of the request, `$request_id` in the body."
    )
    body: Annotated[dict[str, Any], Field(min_length=1)] | None = Field(
        None,
        description="The body as a tree. Leaves are constants or `$code`, `$detail`, `$status`,"
        " `$title`, `$type`,"
        " `$instance`, `$variant`, `$params`, `$request_id`; `...: $params` splices the params in.",
    )
    limit: int = Field(
        16_384,
        ge=1_024,
        description="The longest body, in bytes; values that do not fit are cut, and marked `…`.",
    )


class PythonNames(Model):
    """What Python names are made from; every field of the scheme may stand in a template."""

    module: Line | None = Field(
        None, description="The module of a code, dots between levels: `{system}.{category}`."
    )
    class_: Line | None = Field(
        None, alias="class", description="The class of a code, made CamelCase: `{name}`."
    )


class Manifest(Model):
    """What all definitions share."""

    errbook: Literal[1] = Field(description="The version of the format.")
    name: Line = Field(description="What the catalog is of: the API's name.")
    summary: Line | None = Field(None, description="A sentence about it, for the first page.")
    code: Line = Field(
        "{name}",
        description="The scheme of its codes, as in `err:{system}:{category}:{name}`. The last"
        " field names the"
        " error, those before it are the levels of its groups; `{number}` takes digits only.",
    )
    type: Line | None = Field(
        None,
        description="The template of its type URIs; every field of the scheme may stand in it."
        " Without it a type is"
        " the page's path, `/errors/…`.",
    )
    python: PythonNames = Field(
        default_factory=lambda: PythonNames.model_validate({}), description="Names in Python."
    )
    server: ServerUrl = Field("https://api.example.com", description="Where requests in pages go.")
    auth: Auth | None = Field(None, description="How requests in pages authenticate.")
    openapi: list[Line] = Field(
        default_factory=list,
        description="OpenAPI documents (JSON or YAML, beside the catalog) whose operations'"
        " responses name codes or types;"
        " “Returned by” comes from them.",
    )
    params: dict[Line, SharedParam] = Field(
        default_factory=dict, description="Params that definitions take up with `use`."
    )
    groups: dict[Line, Group] = Field(
        default_factory=dict,
        description="Groups, each written as its codes start: `err:unkey:data`.",
    )
    fallbacks: dict[Line, Line] = Field(
        default_factory=dict,
        description="The code that answers what the framework raises: by status (`404`),"
        " `validation` or `unhandled`.",
    )
    response: Response = Field(
        default_factory=lambda: Response.model_validate({}),
        description="What an error response looks like.",
    )

    @property
    def media_type(self) -> str:
        """The media type of every error response."""
        plain = "application/problem+json" if self.response.body is None else "application/json"
        return self.response.media_type or plain
