"""What `errbook verify` prints: text for people, JSON for programs, JUnit's XML for CI."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from errbook.findings.finding import display
from errbook.verify.outcome import Mismatch, Outcome, State
from errbook.verify.run import Result

__all__ = ["FORMATS", "summary"]

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ANSWERS = {
    "trigger": "is not answered as documented",
    "set-up": "has to succeed before the trigger is sent, and does not",
    "fix": "is in a fix, and does not succeed",
}


def text(result: Result) -> str:
    """A line for each definition that is not verified, and below it what is different."""
    return "".join(line for outcome in result.outcomes for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    if outcome.state is State.UNVERIFIED:
        yield f"{outcome.place}: unverified {outcome.code}: {outcome.reason}\n"
    elif outcome.state is State.MISMATCH:
        count = len(outcome.mismatches)
        said = _said(outcome.mismatches[0]) if count == 1 else f"{count} requests"
        yield f"{outcome.place}: mismatch {outcome.code}: {said}\n"
        for mismatch in outcome.mismatches:
            if count > 1:
                yield f"  {mismatch.place}: {_said(mismatch)}\n"
            yield _diff(mismatch, "    " if count > 1 else "  ")
    for left in outcome.left_out:
        yield f"{left.place}: left out {outcome.code}: {left.request}: {left.reason}\n"


def _said(mismatch: Mismatch) -> str:
    return f"{mismatch.request} {_ANSWERS[mismatch.role]}"


def _diff(mismatch: Mismatch, indent: str) -> str:
    """Return each difference as what is documented, `-`, and what was answered, `+`."""
    return "".join(
        f"{indent}{one.where}\n{indent}  - {one.expected}\n{indent}  + {one.got}\n"
        for one in mismatch.differences
    )


def as_json(result: Result) -> str:
    """One object: the server, the counts, and a row for each definition in the catalog's order."""
    rows = [_row(outcome) for outcome in result.outcomes]
    made = {
        "base_url": result.url,
        "counts": {str(state): result.counts[state] for state in State},
        "definitions": rows,
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _row(outcome: Outcome) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "state": str(outcome.state),
        **_place(outcome),
        "reason": outcome.reason or None,
        "seconds": round(outcome.seconds, 3),
        "mismatches": [
            {
                "role": one.role,
                "request": one.request,
                **_place(one),
                "differences": [
                    {"where": found.where, "expected": found.expected, "got": found.got}
                    for found in one.differences
                ],
            }
            for one in outcome.mismatches
        ],
        "left_out": [
            {"request": one.request, **_place(one), "reason": one.reason}
            for one in outcome.left_out
        ],
    }


def _place(one: Any) -> dict[str, Any]:
    place = one.place
    return {"path": display(place.path), "line": place.line, "column": place.column}


def junit(result: Result) -> str:
    """One test case for each definition: passed, failed, or skipped where it is unverified."""
    counts = {
        "tests": str(len(result.outcomes)),
        "failures": str(result.counts[State.MISMATCH]),
        "errors": "0",
        "skipped": str(result.counts[State.UNVERIFIED]),
        "time": f"{sum(outcome.seconds for outcome in result.outcomes):.3f}",
    }
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {"name": "errbook verify", **counts})
    for outcome in result.outcomes:
        _case(suite, outcome)
    ET.indent(suites)
    body = ET.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _case(suite: ET.Element, outcome: Outcome) -> None:
    about = {
        "name": outcome.code,
        "classname": outcome.group or "errors",
        "file": display(outcome.place.path),
        "line": str(outcome.place.line),
        "time": f"{outcome.seconds:.3f}",
    }
    case = ET.SubElement(suite, "testcase", about)
    if outcome.state is State.UNVERIFIED:
        ET.SubElement(case, "skipped", {"message": _xml(outcome.reason)})
    elif outcome.state is State.MISMATCH:
        message = "; ".join(map(_said, outcome.mismatches))
        failure = ET.SubElement(case, "failure", {"type": "mismatch", "message": _xml(message)})
        shown = (f"{one.place}: {_said(one)}\n{_diff(one, '  ')}" for one in outcome.mismatches)
        failure.text = _xml("".join(shown))
    if outcome.left_out:
        left = (f"{one.place}: {one.request}: {one.reason}\n" for one in outcome.left_out)
        ET.SubElement(case, "system-out").text = _xml("left out:\n" + "".join(left))


def _xml(text: str) -> str:
    """Return `text` without the characters that XML has no place for."""
    return _NOT_XML.sub("�", text)


FORMATS: Mapping[str, Callable[[Result], str]] = {"text": text, "json": as_json, "junit": junit}


def summary(result: Result) -> str:
    """Return the closing line: "21 verified, 0 mismatches, 3 unverified"."""
    counts = result.counts
    mismatches = counts[State.MISMATCH]
    parts = [
        f"{counts[State.VERIFIED]} verified",
        f"{mismatches} mismatch{'es' if mismatches != 1 else ''}",
        f"{counts[State.UNVERIFIED]} unverified",
    ]
    left = sum(len(outcome.left_out) for outcome in result.outcomes)
    said = f"; {left} request{'s' if left != 1 else ''} of fixes left out" if left else ""
    return f"{', '.join(parts)}{said}"
