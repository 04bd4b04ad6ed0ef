"""What a rule is: a module below `errbook.lint.rules`.

The module's name is the rule's, with underscores. It holds

- a docstring, which is the rule's page: a title, then the sections in `SECTIONS`;
- `ID`, its id, and `SEVERITY`, how much its findings matter;
- `check(catalog)`, which yields a `Report` for everything it finds. A rule whose findings come
  from reading the catalog has none: `errbook.catalog` finds them and names the id.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import NamedTuple, Self

from errbook.catalog import Catalog
from errbook.findings import Finding, Place, Severity

__all__ = ["SECTIONS", "Check", "Report", "Rule"]

SECTIONS = ("What it does", "Why is this bad", "Example", "Instead")
"""The sections of a rule's page, in order."""


class Report(NamedTuple):
    """What a check found: where, what is wrong, and what to do where there is more to say."""

    place: Place
    message: str
    help: str | None = None


Check = Callable[[Catalog], Iterator[Report]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its module says it."""

    id: str
    name: str
    severity: Severity
    page: str
    """The module's docstring: Markdown, the title in its first line."""
    check: Check | None
    """None where reading the catalog finds it."""

    @classmethod
    def of(cls, module: ModuleType) -> Self:
        """Return the rule that `module` holds."""
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        page = inspect.getdoc(module) or ""
        return cls(module.ID, name, module.SEVERITY, page, getattr(module, "check", None))

    @property
    def title(self) -> str:
        """What it finds, in one line."""
        return self.page.partition("\n")[0]

    @property
    def sections(self) -> dict[str, str]:
        """The text of each section by its heading."""
        _, *parts = re.split(r"^## (.+)\n", self.page, flags=re.MULTILINE)
        return {head: text.strip() for head, text in zip(parts[::2], parts[1::2], strict=True)}

    def findings(self, catalog: Catalog) -> Iterator[Finding]:
        """Yield what the rule finds in `catalog`; nothing where reading has found it already."""
        for report in self.check(catalog) if self.check else ():
            yield Finding(report.place, self.id, report.message, self.severity, report.help)
