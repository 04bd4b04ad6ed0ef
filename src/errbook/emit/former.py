"""Former names: the class of a renamed code stays importable by the name that it had."""

from __future__ import annotations

from errbook.catalog import Entry
from errbook.emit.layout import assigned, called, docstring, literal
from errbook.emit.modules import Module

__all__ = ["former", "former_imports"]


def former(module: Module) -> str:
    """Return the statements by which the names of former codes stay importable."""
    if not module.former:
        return ""
    lines = ["if TYPE_CHECKING:"]
    for one in module.former:
        entry = one.entry
        base = entry.class_name if entry.module == module.path else _imported(entry)
        reason = called("_deprecated", f"{one.code} is now {entry.code}", 4)
        lines += [
            "",
            f"    @{reason}",
            f"    class {one.name}({base}):",
            "        " + docstring(f"The former name of `{entry.class_name}`.", 8),
        ]
    table = {one.name: (".".join(one.entry.module), one.entry.class_name) for one in module.former}
    root = "." * (len(module.path) + module.package)
    lines += [
        "else:",
        assigned("_FORMER", table, 4),
        "",
        "    def __getattr__(name):",
        f"        return _former(name, _FORMER, __name__, {literal(root)})",
    ]
    return "\n".join(lines)


def _imported(entry: Entry) -> str:
    return f"_{'_'.join((*entry.module, entry.class_name))}"


def former_imports(module: Module) -> list[str]:
    """Return the imports, for checkers, of the classes of other modules that had names here."""
    dots = "." * (len(module.path) + module.package)
    lines = {
        f"from {dots}{'.'.join(one.entry.module)} import {one.entry.class_name}"
        f" as {_imported(one.entry)}"
        for one in module.former
        if one.entry.module != module.path
    }
    return sorted(lines)
