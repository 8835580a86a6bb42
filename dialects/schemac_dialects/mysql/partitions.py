"""How a table is partitioned: read, brought to one spelling, and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from schemac.model.objects import Words
from schemac.model.sql_text import tokens
from schemac.model.tables import Table
from schemac_dialects.mysql.defaults import is_literal
from schemac_dialects.mysql.quoting import literal, quote

_CLAUSE = re.compile(r"\s*PARTITION BY (.*?)\s*\Z", re.DOTALL)
_VERSION = re.compile(r"('(?:[^'\\]|''|\\.)*')|/\*!\d+ ?| ?\*/", re.DOTALL)
_COUNT = re.compile(r"\s*(?<!SUB)PARTITIONS (\d+)\s*\Z")
_ENGINE = re.compile(r"\s*(?:STORAGE )?ENGINE\s*=\s*\w+", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z_][a-z0-9_$]*\Z")
_APART = frozenset({"than", "in", "range", "list", "hash", "key", "columns", "by"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_RANGES = ("range", "list")


def read_partitions(tail: str) -> Words:
    """Return the words for the partitions that the end of a CREATE TABLE tells of; none where there are none."""
    tail = _VERSION.sub(lambda found: found[1] or "", tail)
    at = tail.find("PARTITION BY ")
    found = _CLAUSE.match(tail[tail.rfind("\n", 0, at) + 1 :]) if at >= 0 and "\n" in tail[:at] else None
    if found is None:
        return {}
    clause = _ESCAPED.sub(lambda escape: "''" if escape[1] == "'" else escape[0], found[1])
    count = _COUNT.search(clause)
    if count:
        return {"partition_by": spelled(clause[: count.start()]), "partitions": int(count[1])}
    start = clause.find("\n(PARTITION ")
    if start < 0:
        return {"partition_by": spelled(clause)}
    return {"partition_by": spelled(clause[:start]), "partitions": [spelled(part) for part in _listed(clause[start + 1 :])]}


def _listed(text: str) -> list[str]:
    """Return the definitions of a list in parentheses, each without the word PARTITION."""
    found: list[str] = []
    depth, current = 0, ""
    for token in tokens(text):
        if token.text == ")" and depth == 1:
            break
        if token.text == "," and depth == 1:
            found.append(current)
            current = ""
        elif depth:
            current += token.text
        depth += {"(": 1, ")": -1}.get(token.text, 0)
    return [part.strip().removeprefix("PARTITION ") for part in (*found, current)]


def in_one_spelling(options: Words, columns: Iterable[str]) -> Words:
    """Return a table's options with what they say of partitions spelled as the inspection spells it."""
    if "partition_by" not in options:
        return options
    names = {name.lower(): name for name in columns}
    made = options | {"partition_by": spelled(str(options["partition_by"]), names)}
    parts = options.get("partitions")
    if isinstance(parts, list):
        made["partitions"] = [spelled(str(part), names) for part in parts]
    elif parts is not None:
        made["partitions"] = int(parts)
    return made


def spelled(sql: str, names: dict[str, str] | None = None) -> str:
    """Return a partition clause in one spelling: bare lower-case words, single blanks, no engine.

    names: the table's columns by their lower-case names, so that a bare word finds the column it means.
    """
    made = before = ""
    depth = 0
    for token in tokens(_ENGINE.sub("", sql)):
        if token.kind == "space":
            continue
        name = token.identifier
        piece = token.text
        if name is not None:
            known = (names or {}).get(name.lower()) if depth and token.kind == "word" else None
            column = known is not None or token.kind == "quoted"
            name = name if token.kind == "quoted" else known or name.lower()
            piece = f"`{name.replace('`', '``')}`" if not _PLAIN.match(name) or (column and quote(name) != name) else name
        depth += {"(": 1, ")": -1}.get(piece, 0)
        tight = not made or before == "(" or piece in {")", ","} or (piece == "(" and before.isidentifier() and before not in _APART)
        made += piece if tight else f" {piece}"
        before = piece
    return made


def partition_clause(options: Words) -> str:
    """Return what follows a table's options to partition it; nothing where it has no partitions."""
    if "partition_by" not in options:
        return ""
    parts = options.get("partitions")
    made = f"PARTITION BY {options['partition_by']}"
    if isinstance(parts, list):
        return f"{made}\n({_definitions(parts)})"
    return made if parts is None else f"{made}\nPARTITIONS {parts}"


def _definitions(parts: Sequence[object]) -> str:
    return ",\n ".join(f"PARTITION {part}" for part in parts)


def repartitioned(before: Table, after: Table) -> tuple[str, bool]:
    """Return the clause that makes one table's partitions the other's, and whether it must be a statement of its own.

    Rows are always kept: partitions are added, split and merged where that is enough, and otherwise all rows are put anew, which the
    server refuses as long as there is a row that no partition would take.
    """
    old, new = ({word: table.options.get(word) for word in ("partition_by", "partitions")} for table in (before, after))
    if old == new:
        return "", False
    if new["partition_by"] is None:
        return "REMOVE PARTITIONING", False
    if old["partition_by"] == new["partition_by"]:
        step = _step(str(new["partition_by"]), old["partitions"], new["partitions"])
        if step:
            return step, True
    return partition_clause(after.options), False


def _step(by: str, old: object, new: object) -> str:
    """Return the clause that goes from one set of partitions to the other without touching the rest; nothing where there is none."""
    if isinstance(old, int) and isinstance(new, int):
        return f"ADD PARTITION PARTITIONS {new - old}" if new > old else f"COALESCE PARTITION {old - new}"
    if not (isinstance(old, list) and isinstance(new, list) and by.startswith(_RANGES)):
        return ""
    same = next((at for at, (was, now) in enumerate(zip(old, new, strict=False)) if was != now), min(len(old), len(new)))
    if same == len(old):
        return f"ADD PARTITION ({_definitions(new[same:])})"
    if not by.startswith("range"):
        return ""
    end = next((at for at, (was, now) in enumerate(zip(old[::-1], new[::-1], strict=False)) if was != now), min(len(old), len(new)))
    end = min(end, len(old) - same, len(new) - same)
    gone, come = old[same : len(old) - end], new[same : len(new) - end]
    if end and not (gone and come and _bound(gone[-1]) == _bound(come[-1])):
        following = new[len(new) - end]
        gone, come = [*gone, following], [*come, following]
    if not end and (not come or _bound(gone[-1]) != _bound(come[-1])):
        return ""
    named = ", ".join(str(part).split(" values ")[0] for part in gone)
    return f"REORGANIZE PARTITION {named} INTO ({_definitions(come)})"


def _bound(part: object) -> str:
    return str(part).partition(" values ")[2]


def bounds(part: str) -> list[str]:
    """Return the bounds of a partition that are not plain values."""
    return [sql for sql in _bounds(part) if not is_literal(sql) and sql.lower() not in {"maxvalue", "null"}]


def with_bounds(part: str, values: Mapping[str, object]) -> str:
    """Return a partition with the values of its bounds, as the server keeps it: of a list, that of null first."""
    head, opening, tail = part.partition(" (")
    known = [sql if sql not in values else literal(found) if isinstance(found := values[sql], str) else str(found) for sql in _bounds(part)]
    if head.endswith(" in"):
        known.sort(key=lambda sql: sql != "null")
    rest = tail[len(", ".join(_bounds(part))) :]
    return f"{head}{opening}{', '.join(known)}{rest}"


def _bounds(part: str) -> list[str]:
    """Return what stands in the first parentheses of a partition, divided at its commas."""
    inside = part.partition(" (")[2]
    found: list[str] = [""]
    depth = 0
    for token in tokens(inside):
        if token.text == ")" and not depth:
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "," and not depth:
            found.append("")
        else:
            found[-1] += token.text
    return [sql.strip() for sql in found] if inside else []
