"""Problems as responses of a web service."""

from errbook.web._respond import answer

__all__ = ["answer"]
