"""Two catalogs as contracts: what changed from one to the other, and whom it breaks."""

from errbook.diff.accepted import accepting
from errbook.diff.against import older
from errbook.diff.change import Change
from errbook.diff.compare import compare
from errbook.diff.kinds import KINDS, Kind, Level, kind
from errbook.diff.report import report

__all__ = ["KINDS", "Change", "Kind", "Level", "accepting", "compare", "kind", "older", "report"]
