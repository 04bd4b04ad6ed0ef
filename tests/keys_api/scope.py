"""What the service is about: the errors of the catalog that it never answers with are not its own.

The catalog restates all of the Unkey API. The service is about keys, identities, permissions and
rate limits: it deploys nothing, has no gateway, no portal and no analytics.
"""

from __future__ import annotations

import re

__all__ = ["is_of_this_service"]

_OF_OTHERS = re.compile(
    r"err:(frontline:|unkey:limits:|user:unprocessable_entity:|\w+:\w+:("
    r"(app|audit_log|deployment|domain|environment|key_auth|key_space|migration|policy|portal|project)_"
    r"|analytics_|invalid_analytics_|invalid_environment_|query_"
    r"|(assertion_failed|client_closed_request|missing_required_header)$))"
)


def is_of_this_service(code: str) -> bool:
    """Return whether the service can answer with the error that has this code."""
    return not _OF_OTHERS.match(code)
