"""The OpenAPI document of a FastAPI app: each operation with the errors that it can return.

Those that `raises` names on the handler and on each dependency, those that are true everywhere, and
the answer to wrong input where an operation takes any. The document is made by FastAPI, or by a
function of the developer's; the errors are put into what that returns.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI, routing
from fastapi.exceptions import RequestValidationError

from errbook.openapi import Components, merged
from errbook.problem import Problem
from errbook.web._raises import declared
from errbook.web._respond import Responder

__all__ = ["declared_for", "declared_in", "document"]


def document(app: FastAPI, responder: Responder, invalid: Callable[..., Any]) -> None:
    """Have the document of `app` tell of its errors, whichever function makes it, now or later.

    `invalid` is the handler of wrong input; where the app has another, that one's answer is the
    developer's to describe.
    """
    theirs, make = type(app), app.openapi

    def replace(self: FastAPI, make: Callable[[], dict[str, Any]]) -> None:
        vars(self)["openapi"] = _Document(self, responder, invalid, make)

    # FastAPI's guide replaces `app.openapi` at the end of the module, long after this. That is seen
    # by a class between the app and its own, and by nothing else that covers every use.
    named = {name: getattr(theirs, name) for name in ("__doc__", "__module__", "__qualname__")}
    own = {**named, "openapi": property(lambda self: vars(self)["openapi"], replace)}
    app.__class__ = type(theirs.__name__, (theirs,), own)
    app.openapi = make  # type: ignore[method-assign]


class _Document:
    """What stands in the place of a function that makes the document: the same with the errors."""

    def __init__(
        self,
        app: FastAPI,
        responder: Responder,
        invalid: Callable[..., Any],
        make: Callable[[], dict[str, Any]],
    ) -> None:
        self._app, self._responder, self._invalid, self._make = app, responder, invalid, make
        self._found: dict[str, Any] | None = None
        self._made: dict[str, Any] = {}

    def __call__(self) -> dict[str, Any]:
        """Return the document, the same as before if the function does."""
        found = self._make()
        if found is not self._found and found is not self._made:
            ours = self._app.exception_handlers.get(RequestValidationError) is self._invalid
            self._made = _with_errors(found, self._app, self._responder, is_ours=ours)
            self._found = found
            if self._app.openapi_schema is found:  # where it is kept for the next time
                self._app.openapi_schema = self._made
        return self._made


def _with_errors(
    found: Mapping[str, Any], app: FastAPI, responder: Responder, *, is_ours: bool
) -> dict[str, Any]:
    """Return a document with the errors; `is_ours` says whether wrong input is answered by us."""
    made: dict[str, Any] = copy.deepcopy({**found})
    operations, invalid = _Operations(made), responder.class_for("validation", 422)
    raised: dict[int, tuple[str, dict[str, Any], list[type[Problem]]]] = {}
    for route in _routes(app):
        classes = [*_declared(route), *responder.everywhere]
        classes += [invalid] if is_ours and _takes_input(route) else []
        for method, operation in operations.of(route):
            raised[id(operation)] = method, operation, classes  # of two at one path, the last one
    everything = [cls for _, _, classes in raised.values() for cls in classes]
    components = Components(everything, made.get("components"))
    replaced = False
    for method, operation, classes in raised.values():
        replaced = (is_ours and _drop_own_422(operation)) or replaced
        ours = components.responses(classes, bodies=method != "HEAD")
        operation["responses"] = _beside(operation.get("responses", {}), ours, made)
    for kind, ours in components.to_dict().items():
        kept = made.setdefault("components", {}).get(kind, {})
        made["components"][kind] = dict(sorted({**kept, **ours}.items()))
    if replaced:
        _drop_orphans(made)
    return made


# Operations.


class _Operations:
    """The operations in a document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._paths: dict[str, dict[str, Any]] = document.get("paths", {})
        self._by_id = {
            (method, operation.get("operationId")): operation
            for item in self._paths.values()
            for method, operation in item.items()
            if isinstance(operation, dict)
        }

    def of(self, route: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each method of `route` with its operation, if there is one.

        At its path, or with its id in a document that writes paths otherwise.
        """
        id = route.operation_id or route.unique_id
        for method in sorted(route.methods or ()):
            name = method.lower()
            at_path = self._paths.get(route.path_format, {}).get(name)
            operation = at_path or self._by_id.get((name, id))
            if operation is not None:
                yield method, operation


def _beside(
    theirs: Mapping[str, Any], ours: Mapping[str, Any], document: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the responses of an operation: `theirs`, which are the developer's, and `ours`."""
    made = {**theirs}
    for status, response in ours.items():
        given = _resolved(theirs.get(status), document)
        made[status] = response if given is None else merged(given, response)
    return {status: made[status] for status in sorted(made)}


def _resolved(response: Any, document: Mapping[str, Any]) -> Any:
    """Return a response, or what it refers to in the document."""
    shared = document.get("components", {}).get("responses", {})
    name = response.get("$ref", "") if isinstance(response, dict) else ""
    return shared.get(name.removeprefix("#/components/responses/"), response) if name else response


_OWN_SCHEMAS = ("HTTPValidationError", "ValidationError")
"""What FastAPI describes its own answer to wrong input with; the first refers to the second."""


def _drop_own_422(operation: dict[str, Any]) -> bool:
    """Take FastAPI's own answer to wrong input out of an operation; tell if it was there."""
    responses = operation.get("responses", {})
    content = responses.get("422", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if schema != {"$ref": f"#/components/schemas/{_OWN_SCHEMAS[0]}"}:
        return False
    del responses["422"]
    return True


def _drop_orphans(document: dict[str, Any]) -> None:
    """Take what described FastAPI's own answer out of the components, if nothing refers to it."""
    components = document.get("components", {})
    schemas = components.get("schemas", {})
    for name in _OWN_SCHEMAS:
        others = {**schemas}
        others.pop(name, None)
        rest = {**document, "components": {**components, "schemas": others}}
        if f'"#/components/schemas/{name}"' not in json.dumps(rest):
            schemas.pop(name, None)
    if not schemas:
        components.pop("schemas", None)
    if not components:
        document.pop("components", None)


# Routes.


def declared_in(scope: Mapping[str, Any]) -> tuple[type[Problem], ...]:
    """Return what the operation to which a request was routed is said to raise."""
    route, endpoint = scope.get("route"), scope.get("endpoint")
    included = scope.get("fastapi", {}).get("effective_route_context")
    if included is not None and included.original_route is route:
        route = included  # with the dependencies of routers around its own
    if getattr(route, "endpoint", None) is not endpoint:
        return declared(endpoint)  # a route of Starlette's, below another perhaps
    return declared_for(route)


def declared_for(route: Any) -> tuple[type[Problem], ...]:
    """Return what the handler of `route` and its dependencies are said to raise, at small cost."""
    known: tuple[type[Problem], ...] | None = getattr(route, _KNOWN, None)
    if known is None:
        known = _declared(route)
        setattr(route, _KNOWN, known)
    return known


_KNOWN = "__errbook_declared__"


def _declared(route: Any) -> tuple[type[Problem], ...]:
    calls = [getattr(route, "endpoint", None), *(one.call for one in _dependants(route))]
    return tuple(dict.fromkeys(cls for call in calls for cls in declared(call)))


def _dependants(route: Any) -> Iterator[Any]:
    """Yield what FastAPI knows of the handler, and then of each dependency at any depth."""
    waiting = [getattr(route, "dependant", None)]
    while waiting:
        one = waiting.pop(0)
        if one is not None:
            yield one
            waiting += one.dependencies


def _takes_input(route: Any) -> bool:
    """Tell whether FastAPI validates anything: where it would document its own 422."""
    kinds = ("path_params", "query_params", "header_params", "cookie_params", "body_params")
    return any(getattr(one, kind) for one in _dependants(route) for kind in kinds)


def _routes(app: FastAPI) -> Iterator[Any]:
    """Yield the routes that may be in the document, those of included routers among them."""
    every: Iterable[Any] = app.routes
    if hasattr(routing, "iter_route_contexts"):  # since FastAPI keeps included routers as they are
        every = routing.iter_route_contexts(app.routes)
    for route in every:
        if hasattr(route, "dependant") and getattr(route, "include_in_schema", False):
            yield route
