"""Reads `decisions.yaml`: what people have decided, each with the line that says so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from schemac.errors import Problem, SchemaError
from schemac.model.decision import Decided, Decision
from schemac.model.names import split_name
from schemac.source.document import FileDocument
from schemac.source.files import decode, read_bytes, shown
from schemac.source.yaml_reader import read_yaml

DECISIONS_FILE = "decisions.yaml"
SCHEMA_FILE = Path(__file__).with_name("decisions.schema.json")
_NEEDS = {
    Decided.ALLOW: ("object", "the table, or another object"),
    Decided.CAST: ("using", "an expression"),
    Decided.FILL: ("value", "a value"),
}
_OF_DRIFT = ("owner", "until")
_MOVED = "rename the table by a decision of its own, and name its columns under the new name"
_PAIRS = frozenset({Decided.RENAME, Decided.NOT_A_RENAME})


@cache
def structure() -> dict[str, Any]:
    """Return the JSON Schema of a file of decisions."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return schema


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file. Raises SchemaError with everything that is wrong in it."""
    name = shown(path)
    return parse_decisions(name, decode(name, read_bytes(path, name)))


def parse_decisions(name: str, text: str) -> tuple[Decision, ...]:
    """Return the decisions in the text of the file `name`.

    Raises SchemaError: what reading a definition raises for its structure, SC450 where an entry lacks what its kind needs or says what is
    not for it, SC451 for a day that is none, SC452 for a rename that leads elsewhere, SC453 for a second decision about one thing.
    """
    document = read_yaml(name, text)
    if not jsonschema_rs.is_valid(structure(), document.data):
        # imported here because decisions that are valid need no explanation, and jsonschema takes long to import
        from schemac.source.explain import explain_by  # noqa: PLC0415

        raise SchemaError(explain_by(document, structure()))
    entries: list[dict[str, Any]] = document.data["decisions"]
    problems = [problem for entry in entries for problem in _faults(document, entry)]
    if not problems:
        decisions = tuple(_decision(document, entries, at, entry) for at, entry in enumerate(entries))
        problems = list(_repeated(document, entries, decisions))
    if problems:
        raise SchemaError(problems)
    return decisions


def _kind(entry: dict[str, Any]) -> Decided:
    return next(kind for kind in Decided if kind.value in entry)


def _faults(document: FileDocument, entry: dict[str, Any]) -> Iterator[Problem]:
    """Go through what is wrong with an entry whose structure is right."""
    kind = _kind(entry)
    wanted, example = _NEEDS.get(kind, ("", ""))
    if wanted and wanted not in entry:
        hint = f"write {wanted}: {example}"
        yield document.problem("SC450", f"`{kind.value}` lacks `{wanted}:`", entry, kind.value, at_key=True, hint=hint)
    if kind is Decided.DRIFT:
        for word in (word for word in _OF_DRIFT if word not in entry):
            hint = "owner: who sees to it, until: 2027-01-31"
            yield document.problem("SC450", f"`drift` lacks `{word}:`", entry, kind.value, at_key=True, hint=hint)
    elif "owner" in entry:
        hint = "it belongs to `drift:`"
        yield document.problem("SC450", f"`{kind.value}` takes no `owner:`", entry, "owner", at_key=True, hint=hint)
    for word in ("object", "using", "value"):
        if word in entry and word != wanted:
            belongs = next(other.value for other, (need, _) in _NEEDS.items() if need == word)
            hint = f"it belongs to `{belongs}:`"
            yield document.problem("SC450", f"`{kind.value}` takes no `{word}:`", entry, word, at_key=True, hint=hint)
    until = entry.get("until")
    if until is not None and _day(until) is None:
        yield document.problem("SC451", f"{until} is no day", entry, "until", hint="year, month and day: 2027-01-31")
    names = (entry[kind.value], ("from", "to")) if kind in _PAIRS else (entry, ("object" if kind is Decided.ALLOW else kind.value,))
    holder, keys = names
    unread = [key for key in keys if key in holder and not _readable(holder[key])]
    for key in unread:
        hint = "for example customer.email"
        yield document.problem("SC450", f"{holder[key]!r} is no name", holder, key, hint=hint)
    if kind in _PAIRS and not unread and split_name(holder["from"])[:-1] != split_name(holder["to"])[:-1]:
        message = f"{holder['from']} cannot become {holder['to']}: a rename stays in its place"
        yield document.problem("SC452", message, holder, "to", hint=_MOVED)
    if kind in _PAIRS and holder["from"] == holder["to"]:
        yield document.problem("SC452", f"{holder['to']} is called so already", holder, "to", hint="take the entry away")


def _readable(name: str) -> bool:
    try:
        return bool(split_name(name))
    except ValueError:
        return False


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _decision(document: FileDocument, entries: list[Any], at: int, entry: dict[str, Any]) -> Decision:
    """Return the decision that an entry says."""
    kind = _kind(entry)
    said = entry[kind.value]
    return Decision(
        kind=kind,
        object=said["to"] if kind in _PAIRS else entry["object"] if kind is Decided.ALLOW else said,
        was=said["from"] if kind in _PAIRS else "",
        code=said if kind is Decided.ALLOW else "",
        sql=_sql(document, entry),
        because=entry.get("because", ""),
        by=entry.get("by", ""),
        until=_day(entry["until"]) if "until" in entry else None,
        env=entry.get("env", ""),
        owner=entry.get("owner", ""),
        position=document.position(entries, at),
    )


def _sql(document: FileDocument, entry: dict[str, Any]) -> str:
    """Return the expression of a cast or a fill; a number as it was written."""
    value = entry.get("using", entry.get("value", ""))
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else document.written(entry, "value")


def _repeated(document: FileDocument, entries: list[Any], decisions: Sequence[Decision]) -> Iterator[Problem]:
    """Go through the entries that decide anew what an earlier one has decided."""
    seen: dict[tuple[str, ...], Decision] = {}
    for at, decision in enumerate(decisions):
        first = seen.setdefault(decision.same, decision)
        if first is not decision:
            line = first.position.line if first.position else at
            message = f"`{' '.join(decision.words)}` is decided twice"
            yield document.problem("SC453", message, entries, at, hint=f"keep one; the other is on line {line}")
