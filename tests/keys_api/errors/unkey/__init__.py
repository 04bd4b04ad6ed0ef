"""Unkey: its errors.

Refusals of a single request: of the root key it carries, the body it sends or
the records it names. A refusal changes nothing, and an unchanged request is
refused again. Where the status is 500 or more, as with
[err:unkey:application:unexpected_error] and
[err:unkey:application:service_unavailable], nothing was refused: Unkey itself
fails.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from .. import Error as _Parent


class Error(_Parent):
    """Any error of Unkey."""
