"""The shop in Django, served by an ASGI server."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.core.asgi import get_asgi_application
from tests.web.conformance.apps.django import configure

from errbook.problems import Problems

__all__ = ["make"]


def make(errors: ModuleType | Problems) -> Any:
    """Return the app."""
    configure(errors)
    return get_asgi_application()
