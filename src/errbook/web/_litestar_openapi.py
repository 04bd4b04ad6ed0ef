"""The OpenAPI document of a Litestar app: each operation with the errors that it can return.

Those that `raises` names on the handler, on each dependency that it uses, and on the guards and
middlewares of the layers around it; those that are true everywhere; and the answer to wrong input
where an operation takes any. Litestar makes the document; the errors are put into what it writes.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from litestar import Litestar
from litestar.exceptions import ValidationException
from litestar.routes import HTTPRoute
from litestar.utils.sync import AsyncCallable

from errbook.openapi import Components, merged
from errbook.problem import Problem
from errbook.web._raises import declared
from errbook.web._respond import Responder

__all__ = ["declared_for", "document"]


def document(app: Litestar, responder: Responder) -> None:
    """Have the document of `app` tell of its errors, now and after routes were added."""
    plugin: Any = app.plugins.get("OpenAPIPlugin")
    theirs: Any = type(plugin)

    def provide_openapi(self: Any) -> Any:
        found = theirs.provide_openapi(self)
        if "to_schema" not in vars(found):
            found.to_schema = _writing(found.to_schema, app, responder)
        return found

    # Its instances have slots, and all that shows the document has hold of this one.
    named = {name: getattr(theirs, name) for name in ("__doc__", "__module__", "__qualname__")}
    own = {**named, "__slots__": (), "provide_openapi": provide_openapi}
    plugin.__class__ = type(theirs.__name__, (theirs,), own)


def _writing(
    make: Callable[[], dict[str, Any]], app: Litestar, responder: Responder
) -> Callable[[], dict[str, Any]]:
    return lambda: _with_errors(make(), app, responder)


def _with_errors(found: Mapping[str, Any], app: Litestar, responder: Responder) -> dict[str, Any]:
    made: dict[str, Any] = copy.deepcopy({**found})
    raised = [*_operations(app, made, responder)]
    everything = [cls for *_, classes in raised for cls in classes]
    components = Components(everything, made.get("components"))
    for method, handler, operation, classes in raised:
        described = {status for status, _ in _of_litestar(handler, operation)}
        described -= {*(handler.responses or ())}  # those are the developer's
        responses = operation.get("responses", {}).items()
        kept = {status: one for status, one in responses if status not in map(str, described)}
        for status, one in components.responses(classes, bodies=method != "HEAD").items():
            kept[status] = merged(kept[status], one) if status in kept else one
        operation["responses"] = {status: kept[status] for status in sorted(kept)}
    for kind, those in components.to_dict().items():
        beside = made.setdefault("components", {}).get(kind, {})
        made["components"][kind] = dict(sorted({**beside, **those}.items()))
    return made


# Operations.


def _operations(
    app: Litestar, document: Mapping[str, Any], responder: Responder
) -> Iterator[tuple[str, Any, dict[str, Any], list[type[Problem]]]]:
    """Yield method, handler and object of each operation, with the classes that it can return."""
    for route in app.routes:
        item = document["paths"].get(route.path_format, {})
        handlers = route.route_handler_map if isinstance(route, HTTPRoute) else {}
        for method, (handler, _) in handlers.items():
            operation = item.get(method.lower())
            if operation is not None:
                classes = [*declared_for(handler), *responder.everywhere]
                for status, situation in _of_litestar(handler, operation):
                    classes.append(responder.class_for(situation, status))
                yield method, handler, operation, classes


def _of_litestar(handler: Any, operation: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Return the status of each response that Litestar describes for an exception of its own.

    With the situation that it is: for wrong input, and for those in the handler's `raises`.
    """
    exceptions = [*(handler.raises or ())]
    if operation.get("parameters") or operation.get("requestBody"):
        exceptions.append(ValidationException)
    return [
        (
            one.status_code,
            "validation" if issubclass(one, ValidationException) else str(one.status_code),
        )
        for one in exceptions
    ]


# Handlers.


def declared_for(handler: Any) -> tuple[type[Problem], ...]:
    """Return what `handler`, its dependencies, guards and middlewares are said to raise."""
    found = (cls for call in _calls(handler) for cls in declared(call))
    return tuple(dict.fromkeys(found))


def _calls(handler: Any) -> Iterator[Any]:
    yield _unwrapped(handler.fn)
    providers, seen = handler.resolve_dependencies(), set()
    waiting = [*handler.parsed_fn_signature.parameters]
    while waiting:
        name = waiting.pop(0)
        if name in providers and name not in seen:
            seen.add(name)
            yield _unwrapped(providers[name].dependency)
            waiting += providers[name].parsed_fn_signature.parameters
    for layer in handler.ownership_layers:
        yield from map(_unwrapped, layer.guards or ())
    for middleware in handler.resolve_middleware():
        yield getattr(middleware, "middleware", middleware)  # as `DefineMiddleware` has it


def _unwrapped(function: Any) -> Any:
    """Return what a function was before Litestar had it called in a thread."""
    return function.func if isinstance(function, AsyncCallable) else function
