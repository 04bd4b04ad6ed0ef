"""What errbook itself raises. Problems are not here: they belong to the service.

ErrbookError
├── MissingExtra      the build tower is not installed, or only in part
├── UsageError        the command or the configuration asks for what cannot be done
├── UnknownCode       a code that the catalog does not declare; a KeyError as well
└── CatalogError      the catalog has mistakes; `findings` holds each of them
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from errbook.findings import Finding

__all__ = ["CatalogError", "ErrbookError", "MissingExtra", "UnknownCode", "UsageError"]


class ErrbookError(Exception):
    """The root of what errbook raises about itself."""


class MissingExtra(ErrbookError):
    """The build tower, or a part of it, is not installed."""

    @classmethod
    def check(cls, *packages: str) -> None:
        """Raise if one of `packages`, named as they are imported, is not there.

        Looks before it leaps, so that an import that fails inside errbook, or inside a package
        that is there, is seen for what it is.
        """
        from importlib.util import find_spec

        missing = [name for name in packages if find_spec(name) is None]
        if missing:
            names, verb = ", ".join(missing), "is" if len(missing) == 1 else "are"
            raise cls(f"{names} {verb} not installed; run: pip install 'errbook[build]'")


class UsageError(ErrbookError):
    """What was asked for cannot be done, and the message says why and what to do."""


class CatalogError(ErrbookError):
    """A catalog that cannot be used. `findings` holds every mistake found in it."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class UnknownCode(ErrbookError, KeyError):
    """A code that the catalog does not declare; the message names the nearest one."""

    __str__ = Exception.__str__
