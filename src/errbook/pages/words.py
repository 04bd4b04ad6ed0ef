"""The fixed words of a page: who can act, whether to retry, what a status is called."""

from __future__ import annotations

from http import HTTPStatus

from errbook.catalog import Entry

__all__ = ["WORDS", "phrase", "retry_advice"]

WORDS = {
    "caller": "the caller, by changing the request",
    "operator": "whoever operates the service",
    "service": "the service itself, which recovers without your help",
}
"""Who can act, by `fixable_by`."""

_PHRASES = {status.value: status.phrase for status in HTTPStatus} | {
    413: "Content Too Large", 416: "Range Not Satisfiable", 422: "Unprocessable Content", 499: "Client Closed Request",
}  # fmt: skip


def phrase(status: int) -> str:
    """Return the reason phrase of `status` (RFC 9110), or nothing where it has none."""
    return _PHRASES.get(status, "")


def retry_advice(entry: Entry) -> str:
    """Return what a client should know before it sends the same request again; empty where undeclared."""
    if entry.retryable is None:
        return ""
    waits = any(name.casefold() == "retry-after" for name in entry.headers)
    if entry.retryable and waits:
        return "Safe to retry after the seconds that the `Retry-After` header gives."
    if entry.retryable:
        return "Safe to retry: wait a little longer before each attempt."
    return "Do not retry: the same request fails the same way until its cause is gone."
