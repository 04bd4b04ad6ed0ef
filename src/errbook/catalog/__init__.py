"""The catalog: models of manifest and definition, code schemes, YAML with places, loading.

Everything that `load` refuses is found here and carries the id of its rule; the file of that rule
below `errbook.lint.rules` explains it.
"""

from errbook.catalog.catalog import Catalog, Entry, GroupEntry
from errbook.catalog.load import MANIFEST, Reading, load, read_catalog

__all__ = ["MANIFEST", "Catalog", "Entry", "GroupEntry", "Reading", "load", "read_catalog"]
