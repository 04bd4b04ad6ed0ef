"""Findings: what catalog, lint and the rest report with. Each is data; formats are in `report`."""

from errbook.findings.finding import Edit, Finding, Fix, Place, Severity, in_order

__all__ = ["Edit", "Finding", "Fix", "Place", "Severity", "in_order"]
