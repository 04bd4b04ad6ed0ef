"""The name of a member is not one that RFC 9457 asks for.

## What it does
Finds params whose name in the body has fewer than three characters, does not start with a letter,
or holds anything but letters, digits and `_`: where the params stand beside `type`.

## Why is this bad
RFC 9457, section 4, asks for such names, so that problems can be written in other formats too, as
XML elements for instance. Generated clients have to make up names of their own for others.

## Example
```yaml
detail: "{id} is gone."
params:
  id: {type: string, description: The key., example: key_1234}
```

## Instead
```yaml
detail: "{key} is gone."
params:
  key: {type: string, description: The key., example: key_1234}
```
"""

import re
from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.body import Node, Object, Splice, Variable, walk
from errbook.findings import Severity
from errbook.lint.rule import Report

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")

ID = "EB205"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every param with such a name, where it becomes a member of the problem itself."""
    if not any(_is_problem(node) for node in walk(catalog.body)):
        return
    for entry in catalog:
        for name, param in entry.exposed.items():
            wire = param.wire(name)
            if not _NAME.fullmatch(wire):
                path = ("params", name, "as") if param.as_ else ("params", name)
                own = entry.document.value["params"][name]
                if param.as_ and "as" in own:
                    place = entry.document.place(*path)
                else:
                    place = entry.document.key_place("params", name)
                message = f"`{wire}` is no name for a member of a problem"
                help = "three or more letters, digits and `_`, the first of them a letter"
                yield Report(place, message, help)


def _is_problem(node: Node) -> bool:
    """Whether params are spliced in beside the type."""
    nodes = [child for _, child in node.members] if isinstance(node, Object) else []
    return Splice() in nodes and Variable("type") in nodes
