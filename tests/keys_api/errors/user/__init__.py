"""User: its errors.

Errors that follow from how an account uses the API as a whole, or from how its
requests are sent, rather than from one record that a request names.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from .. import Error as _Parent


class Error(_Parent):
    """Any error of User."""
