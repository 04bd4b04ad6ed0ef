"""Findings as SARIF 2.1.0, which code hosts and editors take in."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from errbook.findings.finding import Edit, Finding, Fix, Place, Severity, display
from errbook.findings.rules import Described

__all__ = ["sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(findings: Sequence[Finding], rules: Sequence[Described] = ()) -> str:
    """Return a log with one run; `rules` describe those that findings may name."""
    driver = {
        "name": "errbook",
        "semanticVersion": version("errbook"),
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": _results(findings, {rule.id: number for number, rule in enumerate(rules)}),
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


def _results(findings: Sequence[Finding], index: Mapping[str, int]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        result = _result(finding)
        if finding.rule in index:
            result["ruleIndex"] = index[finding.rule]
        mark = _fingerprint(finding)
        seen[mark] += 1
        result["partialFingerprints"] = {"errbook/v1": f"{mark}:{seen[mark]}"}
        made.append(result)
    return made


def _result(finding: Finding) -> dict[str, Any]:
    help = f" ({finding.help})" if finding.help else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{help}"},
        "locations": [{"physicalLocation": _location(finding.place)}],
    }
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _location(place: Place) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(place.path),
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def _artifact(path: Path) -> dict[str, Any]:
    there = Path(os.path.abspath(path))  # noqa: PTH100 - links stay
    if there.is_relative_to(Path.cwd()):
        below = there.relative_to(Path.cwd()).as_posix()
        return {"uri": quote(os.fsencode(below)), "uriBaseId": "%SRCROOT%"}
    return {"uri": there.as_uri()}


def _fingerprint(finding: Finding) -> str:
    """Return what stays equal when lines move: the same finding is not reported as a new one."""
    parts = (display(finding.place.path), finding.rule, finding.lasting)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


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
