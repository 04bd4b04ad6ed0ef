"""Bodies by functions written by hand, with orjson and json, and by pydantic.

What never changes stands in the dict as a literal, which costs least; all else is an argument.
"""

from __future__ import annotations

import json

import orjson
from pydantic import BaseModel

from .candidate import Candidate, Makers

__all__ = ["BY_HAND", "REFERENCE"]


def static() -> dict[str, object]:
    return {
        "type": "https://api.bench.example/docs/errors/bench/keys/disabled",
        "title": "Key disabled",
        "status": 404,
        "detail": "The key exists and is disabled, so it counts as not found.",
    }


def dynamic(key_id: str, api_id: str) -> dict[str, object]:
    return {
        "type": "https://api.bench.example/docs/errors/bench/keys/not_found",
        "title": "Key not found",
        "status": 404,
        "detail": f"The key {key_id} does not exist in the API {api_id}.",
        "key_id": key_id,
        "api_id": api_id,
    }


def default_static() -> dict[str, object]:
    return {
        "type": "https://api.bench.example/docs/errors/bench/keys/disabled",
        "title": "Key disabled",
        "status": 404,
        "detail": "The key exists and is disabled, so it counts as not found.",
        "code": "err:bench:keys:disabled",
    }


def default_dynamic(key_id: str, api_id: str) -> dict[str, object]:
    return {
        "type": "https://api.bench.example/docs/errors/bench/keys/not_found",
        "title": "Key not found",
        "status": 404,
        "detail": f"The key {key_id} does not exist in the API {api_id}.",
        "code": "err:bench:keys:not_found",
        "key_id": key_id,
        "api_id": api_id,
    }


def envelope_static(request_id: str) -> dict[str, object]:
    return {
        "meta": {"requestId": request_id},
        "error": {
            "detail": "The key exists and is disabled, so it counts as not found.",
            "status": 404,
            "title": "Key disabled",
            "type": "https://api.bench.example/docs/errors/bench/keys/disabled",
        },
    }


def envelope_dynamic(key_id: str, api_id: str, request_id: str) -> dict[str, object]:
    return {
        "meta": {"requestId": request_id},
        "error": {
            "detail": f"The key {key_id} does not exist in the API {api_id}.",
            "status": 404,
            "title": "Key not found",
            "type": "https://api.bench.example/docs/errors/bench/keys/not_found",
            "key_id": key_id,
            "api_id": api_id,
        },
    }


class Disabled(BaseModel):
    type: str = "https://api.bench.example/docs/errors/bench/keys/disabled"
    title: str = "Key disabled"
    status: int = 404
    detail: str = "The key exists and is disabled, so it counts as not found."


class NotFound(BaseModel):
    type: str = "https://api.bench.example/docs/errors/bench/keys/not_found"
    title: str = "Key not found"
    status: int = 404
    detail: str
    key_id: str
    api_id: str


class DefaultDisabled(Disabled):
    code: str = "err:bench:keys:disabled"


class DefaultNotFound(NotFound):
    code: str = "err:bench:keys:not_found"


class DisabledEnvelope(BaseModel):
    meta: dict[str, str]
    error: Disabled


class NotFoundEnvelope(BaseModel):
    meta: dict[str, str]
    error: NotFound


def dynamic_model(key_id: str, api_id: str) -> NotFound:
    detail = f"The key {key_id} does not exist in the API {api_id}."
    return NotFound(detail=detail, key_id=key_id, api_id=api_id)


def default_dynamic_model(key_id: str, api_id: str) -> DefaultNotFound:
    detail = f"The key {key_id} does not exist in the API {api_id}."
    return DefaultNotFound(detail=detail, key_id=key_id, api_id=api_id)


def envelope_static_model(request_id: str) -> DisabledEnvelope:
    return DisabledEnvelope(meta={"requestId": request_id}, error=Disabled())


def envelope_dynamic_model(key_id: str, api_id: str, request_id: str) -> NotFoundEnvelope:
    error = dynamic_model(key_id, api_id)
    return NotFoundEnvelope(meta={"requestId": request_id}, error=error)


DICTS: Makers = {
    "static": static,
    "dynamic": dynamic,
    "default static": default_static,
    "default dynamic": default_dynamic,
    "envelope static": envelope_static,
    "envelope dynamic": envelope_dynamic,
    "escaped": dynamic,
}

MODELS: Makers = {
    "static": Disabled,
    "dynamic": dynamic_model,
    "default static": DefaultDisabled,
    "default dynamic": default_dynamic_model,
    "envelope static": envelope_static_model,
    "envelope dynamic": envelope_dynamic_model,
    "escaped": dynamic_model,
}

REFERENCE = "dict + orjson"

BY_HAND = {
    REFERENCE: Candidate(DICTS, orjson.dumps),
    "dict + json.dumps": Candidate(DICTS, lambda made: json.dumps(made).encode()),
    "pydantic": Candidate(MODELS, lambda made: made.model_dump_json().encode()),
}
