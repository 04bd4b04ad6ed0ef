"""The shop in Django, with views of REST framework alone."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.core.wsgi import get_wsgi_application
from tests.web.conformance.apps.django import configure

from errbook.problems import Problems

__all__ = ["make"]


def make(errors: ModuleType | Problems) -> Any:
    """Return the app."""
    configure(errors, rest=True)
    return get_wsgi_application()
