"""Params: what an error tells about its occurrence, as JSON Schema fragments."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from errbook.catalog.model import Line, Model

__all__ = ["Param", "Schema", "SharedParam"]

Kind = Literal["string", "integer", "number", "boolean", "array", "object"]


class Schema(Model):
    """A fragment of JSON Schema: the stated subset."""

    type: Kind | None = Field(None, description="The JSON type. Without it any value fits.")
    description: Line | None = Field(None, description="What the value is, in a sentence.")
    example: Any = Field(
        None, description="A value as it could occur; it stands in the example response."
    )
    enum: list[Any] | None = Field(None, min_length=1, description="The values that can occur.")
    const: Any = Field(
        None, description="The one value there is. It is in the body and is no argument."
    )
    format: Line | None = Field(
        None, description="`date-time` is a datetime in Python, `uuid` a UUID."
    )
    items: Schema | None = Field(None, description="What an array holds.")
    properties: dict[Line, Schema] | None = Field(None, description="The members of an object.")
    minimum: float | int | None = Field(None, description="The smallest number.")
    maximum: float | int | None = Field(None, description="The largest number.")
    pattern: Line | None = Field(None, description="A regular expression that the text matches.")
    optional: bool = Field(
        False, description="Whether an occurrence, or the object around a property, may lack it."
    )

    @property
    def is_const(self) -> bool:
        """Whether `const` is given: null is a constant as well."""
        return "const" in self.model_fields_set

    @property
    def has_example(self) -> bool:
        """Whether an example is given: null is one as well."""
        return "example" in self.model_fields_set

    def sample(self, name: str) -> Any:
        """Return the value that stands in examples: the one given, or one that fits."""
        if self.is_const:
            return self.const
        if self.has_example:
            return self.example
        if self.enum:
            return self.enum[0]
        if self.type == "array":
            return [self.items.sample(name)] if self.items else []
        if self.type == "object":
            return {key: schema.sample(key) for key, schema in (self.properties or {}).items()}
        if self.type in ("integer", "number"):
            return self.minimum if self.minimum is not None else 1
        if self.type == "boolean":
            return True
        formats = {
            "date-time": "2026-01-31T12:00:00Z",
            "uuid": "6c2a1f0e-6b0f-4f6e-9a43-5b0a7d0c2f11",
        }
        return formats.get(self.format or "", f"<{name}>")


class SharedParam(Schema):
    """A param of the manifest, which definitions take up with `use`."""

    as_: Line | None = Field(
        None, alias="as", description="Its name in the body, where it differs."
    )
    expose: bool = Field(True, description="False keeps it out of body and headers: for logs only.")


class Param(SharedParam):
    """A param of a definition."""

    use: Line | None = Field(
        None, description="A param of the manifest to start from; fields beside it replace its own."
    )

    def resolved(self, shared: dict[str, SharedParam]) -> Param:
        """Return the param with what `use` names filled in. Raises KeyError if there is none."""
        if self.use is None:
            return self
        base = shared[self.use].model_dump(by_alias=True, exclude_unset=True)
        own = self.model_dump(by_alias=True, exclude_unset=True, exclude={"use"})
        return Param.model_validate({**base, **own})

    def wire(self, name: str) -> str:
        """Return the name that the param `name` has in the body."""
        return self.as_ or name
