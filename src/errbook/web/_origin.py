"""Who raised an exception: the service's own code, or a framework that it stands on."""

from __future__ import annotations

__all__ = ["raised_by"]


def raised_by(error: BaseException) -> str:
    """Return the name of the module that raised `error`; empty where it was not raised."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return "" if traceback is None else str(traceback.tb_frame.f_globals.get("__name__", ""))
