"""Findings: what catalog, lint and the rest report with. A finding is data; formats are in `report`."""

from errbook.findings.finding import Finding, Place, Severity

__all__ = ["Finding", "Place", "Severity"]
