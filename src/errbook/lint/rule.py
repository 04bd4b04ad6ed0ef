"""What a rule is: a module below `errbook.lint.rules`.

The module's name is the rule's, with underscores. It holds

- a docstring, which is the rule's page: a title, then the sections in `SECTIONS`;
- `ID`, its id, and `SEVERITY`, how much its findings matter;
- `FIX`, if it proposes any: `"safe"`, or `"unsafe"` where a person has to look at each;
- `check(catalog)`, which yields a `Report` for everything it finds. One about Markdown has
  `check_text(text, catalog)` instead, called for every text; one about the code that raises the
  errors, and its tests, `check_project(catalog, project)`; one that settings are needed for,
  `check_settings(catalog, settings)`. A rule whose findings
  come from reading the catalog has none: `errbook.catalog` finds them and names the id.
- `check_suppressions` and `check_baseline`, in the one rule about findings that are suppressed;
- `check_online(catalog)`, if there is more to find by asking other hosts: with `--online` only.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Literal, NamedTuple, Self

from errbook.catalog import Catalog
from errbook.catalog.messages import did_you_mean
from errbook.findings import Finding, Fix, Place, Severity
from errbook.lint.baseline import Gone
from errbook.lint.project import Project
from errbook.lint.suppressions import Names, Suppression
from errbook.lint.texts import MarkdownText
from errbook.settings import LintSettings

__all__ = ["SECTIONS", "Check", "Report", "Rule", "nearest"]

SECTIONS = ("What it does", "Why is this bad", "Example", "Instead")
"""The sections of a rule's page, in order."""


class Report(NamedTuple):
    """What a check found: where, what is wrong, and what to do where there is more to say."""

    place: Place
    message: str
    help: str | None = None
    fix: Fix | None = None


_ID = re.compile(r"EB\d*", re.IGNORECASE)

Check = Callable[[Catalog], Iterator[Report]]
TextCheck = Callable[[MarkdownText, Catalog], Iterator[Report]]
SettingsCheck = Callable[[Catalog, LintSettings], Iterator[Report]]
ProjectCheck = Callable[[Catalog, Project], Iterator[Report]]
SuppressionCheck = Callable[[Iterable[Suppression], Names], Iterator[Report]]
BaselineCheck = Callable[[Iterable[Gone], Names], Iterator[Report]]

_CHECKS = (
    "check",
    "check_text",
    "check_settings",
    "check_project",
    "check_suppressions",
    "check_baseline",
    "check_online",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its module says it."""

    id: str
    name: str
    severity: Severity
    page: str
    """The module's docstring: Markdown, the title in its first line."""
    fix: Literal["safe", "unsafe"] | None
    """What its fixes are, if it has any."""
    check: Check | None
    check_text: TextCheck | None
    check_settings: SettingsCheck | None
    check_project: ProjectCheck | None
    check_suppressions: SuppressionCheck | None
    check_baseline: BaselineCheck | None
    check_online: Check | None

    @classmethod
    def of(cls, module: ModuleType) -> Self:
        """Return the rule that `module` holds."""
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        page = inspect.getdoc(module) or ""
        checks = (getattr(module, check, None) for check in _CHECKS)
        fix = getattr(module, "FIX", None)
        return cls(module.ID, name, module.SEVERITY, page, fix, *checks)

    @property
    def is_refusal(self) -> bool:
        """Whether what it finds is found while a catalog is read, which then cannot be used."""
        return not any(getattr(self, check) for check in _CHECKS)

    @property
    def title(self) -> str:
        """What it finds, in one line."""
        return self.page.partition("\n")[0]

    @property
    def whole_page(self) -> str:
        """The page with its head: the id, the name, the title and the facts."""
        _, _, sections = self.page.partition("\n")
        return f"# {self.id} {self.name}\n\n{self.title}\n\n{self.facts}\n{sections}\n"

    @property
    def facts(self) -> str:
        """How much it matters and what it can mend, in Markdown."""
        parts = [f"Severity: {self.severity}."]
        if self.is_refusal:
            parts.append("It is *refused*: such a catalog can neither be built nor loaded.")
        if self.check_online:
            parts.append("With `--online` it finds more.")
        if self.fix:
            option = "--fix" if self.fix == "safe" else "--unsafe-fixes"
            parts.append(f"`errbook lint {option}` mends what it can.")
        return " ".join(parts)

    @property
    def sections(self) -> dict[str, str]:
        """The text of each section by its heading."""
        _, *parts = re.split(r"^## (.+)\n", self.page, flags=re.MULTILINE)
        return {head: text.strip() for head, text in zip(parts[::2], parts[1::2], strict=True)}

    def findings(
        self, catalog: Catalog, settings: LintSettings, project: Project, *, online: bool = False
    ) -> Iterator[Finding]:
        """Yield what the rule finds in `catalog`, and in the code of `project` if it is about that.

        Nothing where reading has found it already.
        """
        reports = [self.check(catalog)] if self.check else []
        if self.check_settings:
            reports.append(self.check_settings(catalog, settings))
        if self.check_project:
            reports.append(self.check_project(catalog, project))
        if self.check_online and online:
            reports.append(self.check_online(catalog))
        for some in reports:
            yield from map(self._finding, some)

    def of_text(self, text: MarkdownText, catalog: Catalog) -> Iterator[Finding]:
        """Yield what the rule finds in one text, if it is about those."""
        if self.check_text:
            yield from map(self._finding, self.check_text(text, catalog))

    def of_suppressions(
        self, suppressions: Iterable[Suppression], names: Names
    ) -> Iterator[Finding]:
        """Yield what the rule finds in `suppressions`, once the others have run."""
        if self.check_suppressions:
            yield from map(self._finding, self.check_suppressions(suppressions, names))

    def of_baseline(self, gone: Iterable[Gone], names: Names) -> Iterator[Finding]:
        """Yield what the rule finds in a baseline that knows what is `gone`."""
        if self.check_baseline:
            yield from map(self._finding, self.check_baseline(gone, names))

    def _finding(self, report: Report) -> Finding:
        place, message, help, fix = report
        return Finding(place, self.id, message, self.severity, help, fix)


def nearest(name: str, rules: Sequence[Rule]) -> str:
    """Return ", did you mean `x`?" for the rule that is near; to an id, no other one is."""
    ids = [] if _ID.fullmatch(name) else [rule.id for rule in rules]
    return did_you_mean(name, [*ids, *(rule.name for rule in rules)])
