"""The shop in Django: views, and those of the REST framework where Django leaves something open."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from types import ModuleType
from typing import Any, NoReturn

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.core.wsgi import get_wsgi_application
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import path
from django.views.decorators.http import require_safe
from tests.web.conformance.apps import shop

from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web.django import install

__all__ = ["around", "configure", "guarded", "make", "urlpatterns"]

urlpatterns: list[Any] = []
"""Filled by `make`."""

View = Callable[..., Any]


def around(get_response: View) -> View:
    """Add the headers of CORS, and two cookies below `/cookie`."""

    def middleware(request: HttpRequest) -> Any:
        origin = request.headers.get("Origin")
        response = get_response(request)
        if origin == "https://here.example":
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            response["Access-Control-Allow-Origin"] = origin
            vary = response.get("Vary")
            response["Vary"] = f"{vary}, Origin" if vary else "Origin"
        if request.path.startswith("/cookie"):
            response.set_cookie("a", "1")
            response.set_cookie("b", "2")
        return response

    return middleware


def guarded(get_response: View) -> View:
    """Raise before a view is looked for."""

    def middleware(request: HttpRequest) -> Any:
        if request.path == "/before":
            raise Problems.of(settings.SHOP_ERRORS)["shop.no_login"]()
        if request.path == "/before/unhandled":
            shop.RAISING["/unhandled"](Problems.of(settings.SHOP_ERRORS))
        return get_response(request)

    return middleware


class Anything:
    """Lets a view be reached whatever is accepted; REST framework would answer 406 before it."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        """Return the parser for the type of the body."""
        from rest_framework.negotiation import DefaultContentNegotiation

        return DefaultContentNegotiation().select_parser(request, parsers)

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the first renderer."""
        return renderers[0], renderers[0].media_type


def configure(errors: ModuleType | Problems, rest: bool = False) -> None:
    """Set up Django; with `rest`, all views are REST framework's."""
    values: dict[str, Any] = {
        "ALLOWED_HOSTS": ["shop.example"],
        "DATA_UPLOAD_MAX_MEMORY_SIZE": shop.LIMIT,
        "INSTALLED_APPS": ["rest_framework"],
        "MIDDLEWARE": [f"{__name__}.around", f"{__name__}.guarded"],
        "REST_FRAMEWORK": {
            "DEFAULT_AUTHENTICATION_CLASSES": [],
            "DEFAULT_CONTENT_NEGOTIATION_CLASS": f"{__name__}.Anything",
            "DEFAULT_PERMISSION_CLASSES": [],
            "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
            "UNAUTHENTICATED_USER": None,
        },
        "ROOT_URLCONF": __name__,
        "SECRET_KEY": "none",
        "SHOP_ERRORS": errors,
        "USE_TZ": True,
    }
    install(values, errors)
    settings.configure(**values)
    import django
    from rest_framework.decorators import api_view

    django.setup()
    decorator = api_view(["GET", "HEAD"]) if rest else require_safe
    urlpatterns[:] = _views(Problems.of(errors), decorator) + _rest_views()


def make(errors: ModuleType | Problems) -> Any:
    """Return the app."""
    configure(errors)
    return get_wsgi_application()


def _views(problems: Problems, decorator: Callable[[View], View]) -> list[Any]:
    def raising(function: View) -> View:
        return decorator(lambda request: function(problems))

    @decorator
    def thing(request: HttpRequest, id: str) -> NoReturn:
        raise shop.missing(problems, id)

    @decorator
    def slow(request: HttpRequest, id: str) -> NoReturn:
        time.sleep(0.01)
        raise shop.slow(problems, id)

    @decorator
    def anything(request: HttpRequest, index: int) -> NoReturn:
        shop.raise_anything(problems, index)

    @decorator
    def exception(request: HttpRequest, index: int) -> NoReturn:
        shop.raise_exception(index)

    @decorator
    def ok(request: HttpRequest) -> HttpResponse:
        return JsonResponse({"id": request_id.get()})

    def by_hand(request: HttpRequest) -> HttpResponse:
        return JsonResponse({"by": "hand"}, status=409)

    def redirect(request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect("/ok")

    @decorator
    def moved(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=307, headers={"Location": "/ok"})

    def no_content(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=204)

    def not_modified(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=304, headers={"ETag": '"1"'})

    def stream(request: HttpRequest, how: str) -> StreamingHttpResponse:
        def parts() -> Iterator[bytes]:
            yield b"first\n"
            raise shop.in_parts(problems, how)

        async def parts_later() -> AsyncIterator[bytes]:
            for part in parts():
                yield part

        is_async = isinstance(request, ASGIRequest)
        return StreamingHttpResponse(parts_later() if is_async else parts())

    def upload(request: HttpRequest) -> HttpResponse:
        return JsonResponse(len(request.body), safe=False)

    @decorator
    def search(request: HttpRequest) -> HttpResponse:
        return JsonResponse(shop.read_page(request.GET.get("page", "1")), safe=False)

    @decorator
    def tenant(request: HttpRequest) -> HttpResponse:
        return JsonResponse(shop.read_tenant(request.headers.get("X-Tenant")), safe=False)

    return [
        *(path(route[1:], raising(function)) for route, function in shop.RAISING.items()),
        path("things/<str:id>", thing),
        path("slow/<str:id>", slow),
        path("anything/<int:index>", anything),
        path("exception/<int:index>", exception),
        path("ok", ok),
        path("by_hand", by_hand),
        path("redirect", redirect),
        path("moved", moved),
        path("no_content", no_content),
        path("not_modified", not_modified),
        path("stream/<str:how>", stream),
        path("upload", upload),
        path("search", search),
        path("tenant", tenant),
    ]


def _rest_views() -> list[Any]:
    from rest_framework import exceptions, serializers
    from rest_framework.decorators import api_view
    from rest_framework.request import Request
    from rest_framework.response import Response

    class Item(serializers.Serializer):
        sku = serializers.CharField()
        count = serializers.IntegerField(min_value=1)

        def validate_sku(self, sku: str) -> str:
            if not sku.startswith("sku-"):
                raise serializers.ValidationError(f"{sku} is not one of ours")
            return sku

    class Order(serializers.Serializer):
        customer = serializers.CharField()
        colour = serializers.ChoiceField(["red", "blue"], default="red")
        items = Item(many=True, default=[])

    def order(request: Request) -> Response:
        given = Order(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(given.validated_data)

    def refusing(status: int, said: str | None, headers: dict[str, str]) -> View:
        def view(request: Request) -> NoReturn:
            error = exceptions.APIException(said)
            error.status_code = status
            error.auth_header = headers.get("WWW-Authenticate")
            error.wait = int(headers.get("Retry-After", 0))
            raise error

        decorated: View = api_view(["GET"])(view)
        return decorated

    return [
        path("orders", api_view(["POST"])(order)),
        *(path(route[1:], refusing(*given)) for route, given in shop.HTTP.items()),
    ]
