"""Frontline: its errors.

Answers of the gateway, which stands in front of every deployment: it finds the
deployment by the host name, checks the request against the deployment's
policies, and forwards it. Three parties meet there. The caller sent the
request. The customer owns the deployment. The operator runs the gateway, and
that is Unkey. Each page says which of them can end the error, and what is left
for the other two.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from .. import Error as _Parent


class Error(_Parent):
    """Any error of Frontline."""
