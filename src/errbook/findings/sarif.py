"""Findings as SARIF 2.1.0, which code hosts and editors take in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from errbook.findings.finding import Edit, Finding, Fix, Place, Severity, display

__all__ = ["Described", "sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class Described(NamedTuple):
    """What a rule is, for those who read its findings elsewhere."""

    id: str
    name: str
    title: str
    severity: Severity
    page: str
    """Markdown."""


def sarif(findings: Sequence[Finding], rules: Sequence[Described] = ()) -> str:
    """Return a log with one run; `rules` describe those that findings may name."""
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "errbook",
        "semanticVersion": version("errbook"),
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index) for finding in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(log, indent=2, ensure_ascii=False)}\n"


def _rule(rule: Described) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.title, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    help = f" ({finding.help})" if finding.help else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{help}"},
        "locations": [{"physicalLocation": _location(finding.place)}],
        "partialFingerprints": {"errbook/v1": _fingerprint(finding)},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _location(place: Place) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(place.path),
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def _artifact(path: Path) -> dict[str, Any]:
    shown = display(path)
    if shown.startswith("/"):
        return {"uri": path.absolute().as_uri()}
    return {"uri": quote(shown), "uriBaseId": "%SRCROOT%"}


def _fingerprint(finding: Finding) -> str:
    """Return what stays equal when lines move: the same finding is not reported as a new one."""
    parts = (display(finding.place.path), finding.rule, finding.message)
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _fix(fix: Fix) -> dict[str, Any]:
    paths = dict.fromkeys(edit.path for edit in fix.edits)
    return {
        "description": {"text": fix.message},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": [_replacement(edit) for edit in fix.edits if edit.path == path],
            }
            for path in paths
        ],
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
        "insertedContent": {"text": edit.text},
    }
