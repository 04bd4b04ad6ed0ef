"""Two catalogs as contracts: what changed from one to the other, and whom it breaks."""

from errbook.diff.change import Change
from errbook.diff.compare import compare
from errbook.diff.kinds import KINDS, Kind, Level

__all__ = ["KINDS", "Change", "Kind", "Level", "compare"]
