"""What lint found as SARIF 2.1.0, which code hosts show beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from schemac import __version__
from schemac.dialect.rules import Explained
from schemac.model.plan import Hazard, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.DANGER: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(hazards: Iterable[Hazard], known: Mapping[str, Explained]) -> dict[str, Any]:
    """Return a log of one run: its rules, and a result for each finding."""
    found = list(hazards)
    codes = sorted({hazard.code for hazard in found})
    rules = [_rule(known[code]) for code in codes]
    results = [_result(hazard, codes.index(hazard.code)) for hazard in found]
    driver = {"name": "schemac", "version": __version__, "informationUri": "https://pypi.org/project/schemac/", "rules": rules}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _rule(rule: Explained) -> dict[str, Any]:
    said = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.safe},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return {**said, "helpUri": rule.reference} if rule.reference else said


def _result(hazard: Hazard, index: int) -> dict[str, Any]:
    said = {
        "ruleId": hazard.code,
        "ruleIndex": index,
        "level": _LEVELS[hazard.severity],
        "message": {"text": f"{hazard.message}: {hazard.remedy}"},
    }
    if hazard.position is None:
        return said
    place = {
        "artifactLocation": {"uri": quote(hazard.position.file.replace("\\", "/"))},
        "region": {"startLine": hazard.position.line, "startColumn": hazard.position.column},
    }
    return {**said, "locations": [{"physicalLocation": place}]}
