"""Unkey API: its errors.

What the Unkey API, and the gateway before deployments, answer when a request
fails.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.problem import Problem as _Problem


class Error(_Problem):
    """Any error of Unkey API."""

    media_type = "application/json"
    _limit = 16384
