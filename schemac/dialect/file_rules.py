"""What is found in a SQL file of any engine besides what its statements change."""

from __future__ import annotations

from schemac.dialect.rules import Explained
from schemac.model.plan import Severity


def _rule(code: str, name: str, severity: Severity, summary: str, why: str, safe: str, *, optional: bool = False) -> Explained:
    return Explained(code=code, name=name, severity=severity, summary=summary, why=why, safe=safe, optional=optional)


COMMON = {
    rule.code: rule
    for rule in (
        _rule(
            "ST106",
            "unreadable",
            Severity.DANGER,
            "a statement cannot be read",
            "What cannot be read cannot be judged, and the server is likely to refuse it.",
            "write SQL that the server can parse; variables of another tool have to be filled in first",
        ),
        _rule(
            "ST107",
            "every-row-touched",
            Severity.WARNING,
            "UPDATE or DELETE without WHERE",
            "Every row is locked, and a large table grows to twice its size.",
            "say which rows, in batches",
        ),
        _rule(
            "ST108",
            "insert-without-columns",
            Severity.NOTE,
            "INSERT without a list of columns",
            "It fails, or fills other columns, as soon as the table changes.",
            "list the columns",
            optional=True,
        ),
        _rule(
            "ST109",
            "select-star",
            Severity.NOTE,
            "SELECT *",
            "What it returns changes with the table.",
            "list the columns",
            optional=True,
        ),
        _rule(
            "ST111",
            "not-judged",
            Severity.WARNING,
            "a statement that is not read",
            "It is right for all that is known, and nothing is known of what it locks or loses.",
            "look at it yourself, and silence this with the reason",
        ),
    )
}
