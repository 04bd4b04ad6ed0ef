"""Which form of a problem a client wants, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["JSON", "MARKDOWN", "preferred"]

JSON = "application/json"
MARKDOWN = "text/markdown"

_LONGEST = 1_000
"""Characters of an Accept header that are worth reading; browsers send some 150."""


def preferred(accept: str | None, media_type: str) -> str:
    """Return `media_type`, the catalog's own, or else `JSON` or `MARKDOWN`.

    Plain JSON is for those who accept it and not the catalog's own; Markdown for those who name it
    and do not like any JSON better. Where nothing that is accepted can be sent, the catalog's own
    is: an error that cannot be read well is better than one that is not sent.
    """
    if not accept or accept == "*/*" or len(accept) > _LONGEST:
        return media_type
    return _preferred(accept, media_type)


@lru_cache(maxsize=512)
def _preferred(accept: str, media_type: str) -> str:
    ranges = [found for part in accept.lower().split(",") if (found := _range(part)) is not None]
    own = _of(media_type.partition(";")[0].strip().lower(), ranges)
    plain, markdown = _of(JSON, ranges), _of(MARKDOWN, ranges)
    if markdown[0] > 0 and markdown > max(own, plain):
        return MARKDOWN
    return JSON if plain[0] > 0 and not own[0] > 0 else media_type


def _range(part: str) -> tuple[str, float] | None:
    """Return a media range and its weight; None where it is malformed."""
    name, *parameters = (piece.strip() for piece in part.split(";"))
    kind, slash, sub = name.partition("/")
    if not (kind and slash and sub):
        return None
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return None
            return (name, weight) if 0 <= weight <= 1 else None
    return name, 1.0


def _of(media_type: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """Return the weight of `media_type`, and how exactly it is named; the most exact counts."""
    exact, family = media_type, f"{media_type.partition('/')[0]}/*"
    for closeness, name in ((2, exact), (1, family), (0, "*/*")):
        weights = [weight for one, weight in ranges if one == name]
        if weights:
            return max(weights), closeness
    return 0.0, 0
