"""One ALTER TABLE for all that changes in a table, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemac.dialect import Unsupported
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.objects import Object, Words
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, Index, Part, PrimaryKey, Table, Unique
from schemac_dialects.mysql.charsets import recollated
from schemac_dialects.mysql.indexes import shown_otherwise
from schemac_dialects.mysql.partitions import repartitioned
from schemac_dialects.mysql.quoting import quote
from schemac_dialects.mysql.switching import switched

Clause = dict[str, object]
_DROPS = {"column": "drop_column", "primary_key": "drop_primary_key", "unique": "drop_index", "index": "drop_index"}
_RESETS = {
    "avg_row_length": "0",
    "checksum": "0",
    "autoextend_size": "0",
    "compression": "",
    "delay_key_write": "0",
    "encryption": "N",
    "engine": "InnoDB",
    "insert_method": "NO",
    "key_block_size": "0",
    "max_rows": "0",
    "min_rows": "0",
    "secondary_engine": "NULL",
    "tablespace": "innodb_file_per_table",
}
"""What takes an option back where the word DEFAULT does not."""
_OF_THEIR_OWN = frozenset({"partition_by", "partitions", "system_versioned", "periods"})
_OWN_PERIOD = "system_time"
"""Words that clauses of their own change."""


def alter_table(changes: Sequence[Change], defaults: Mapping[str, str], rebuilt: Sequence[Index] = ()) -> Work:
    """Return the changes of one table as one statement, or as few as the server allows.

    defaults: what the server gives to what is left unsaid. rebuilt: indexes to make anew besides. The actions' `changes` field holds all
    changes; their own change is the only one, or an alteration of the table.
    """
    before = next((change.table_before or change.before for change in changes if change.table_before or change.before), None)
    after = next((change.table_after or change.after for change in changes if change.table_after or change.after), None)
    if not isinstance(before, Table) or not isinstance(after, Table):
        message = "a table is altered that does not stand before and after"
        raise TypeError(message)
    again = [*rebuilt, *_resized(changes, before, after)]
    clauses: list[Clause] = [{"does": does, "part": part} for part in again for does in (_drop_of(part), _add_of(part))]
    clauses += _clauses(changes, before, after, defaults)
    switching, _ = switched(changes, before, after)
    bases = [
        clause for clause in clauses if clause["does"] == "add_column" and _is_base(clause["part"], [column for column, _ in switching])
    ]
    clauses = [clause for clause in clauses if clause not in bases]
    anew = bases + _anew(changes, before, after)
    change = changes[0] if len(changes) == 1 else Change(Verb.ALTER, before, after, because=_because(changes))
    moved = _measured_anew(changes, before, after)
    early: list[Clause] = [{"does": "drop_index", "part": part} for part in moved]
    early += [clause for clause in clauses if clause["does"] == "drop_index" and _reparsed(clause["part"], after)]
    clauses = [clause for clause in clauses if clause not in early]
    clauses += [{"does": "add_index", "part": part} for part in moved if part in after.indexes]
    clauses, texts = _one_at_a_time(clauses)
    groups = [anew, early, clauses, *texts]
    versioning = _versioning(before, after) if _options_change(changes) else []
    if versioning and _OWN_PERIOD in {**before.options.get("periods", {}), **after.options.get("periods", {})}:
        clauses += versioning
        versioning = []
    partition, alone = repartitioned(before, after) if _options_change(changes) else ("", False)
    if partition:
        clause: Clause = {"does": "partition", "sql": partition}
        groups = [anew, early, clauses, *texts, [clause]] if alone else [anew, early, [*clauses, clause], *texts]
    groups = [versioning, *groups] if after.options.get("system_versioned") else [*groups, versioning]
    made = (Action("alter_table", change, {"clauses": group, "changes": tuple(changes)}) for group in groups if group)
    return Work(tuple(changes), tuple(made))


def _anew(changes: Sequence[Change], before: Table, after: Table) -> list[Clause]:
    """Return the clauses that make columns of another sort in the place of the old ones, what leans on them taken off meanwhile."""
    columns, leaning = switched(changes, before, after)
    made: list[Clause] = [{"does": _drop_of(part), "part": part} for part in leaning]
    made += [
        {"does": "replace_column", "part": column, "place": f" AFTER {quote(previous)}" if previous else " FIRST"}
        for column, previous in columns
    ]
    return made + [{"does": _add_of(part), "part": part} for part in leaning]


def _is_base(part: object, switching: Sequence[Column]) -> bool:
    """Tell whether a new column is one that a column of another sort is computed from, which is made before all else."""
    texts = (column.generated.sql for column in switching if column.generated)
    return isinstance(part, Column) and part.generated is None and any(part.name in identifiers(sql) for sql in texts)


def _one_at_a_time(clauses: Sequence[Clause]) -> tuple[list[Clause], list[list[Clause]]]:
    """Return the clauses without all but the first fulltext index, and each of the others apart: InnoDB builds one at a time."""
    found = [clause for clause in clauses if clause["does"] == "add_index" and getattr(clause["part"], "method", "") == "fulltext"]
    apart = found[1:]
    return [clause for clause in clauses if clause not in apart], [[clause] for clause in apart]


def _measured_anew(changes: Sequence[Change], before: Table, after: Table) -> list[Index]:
    """Return the spatial indexes that must be off while a column of theirs goes to another reference system."""
    moved = {column.name for column in after.columns if (old := before.column(column.name)) and _system(old) != _system(column)}
    dropped = [change.subject for change in changes if change.verb is Verb.DROP]
    spatial = [index for index in before.indexes if index.method == "spatial" and any(key.column in moved for key in index.keys)]
    return [index for index in spatial if index in after.indexes or index in dropped]


def _system(column: Column) -> object:
    return column.options.get("srid")


def _resized(changes: Sequence[Change], before: Table, after: Table) -> list[Part]:
    """Return the keys that stay while the table's pages change their size, which they would not follow otherwise."""
    if not _options_change(changes) or before.options.get("key_block_size") == after.options.get("key_block_size"):
        return []
    kept = (*before.constraints, *before.indexes)
    return [part for part in kept if part in (*after.constraints, *after.indexes) and isinstance(part, PrimaryKey | Unique | Index)]


def _add_of(part: Object | Part) -> str:
    """Return the clause that adds a part."""
    return "add_index" if isinstance(part, Index) else "add_constraint"


def _drop_of(part: Object | Part) -> str:
    """Return the clause that drops a part."""
    return _DROPS.get(part.kind, f"drop_{part.kind}")


def _reparsed(part: object, after: Table) -> bool:
    """Tell whether an index comes back with another parser, which MySQL overlooks when it is dropped and added at once."""
    again = next((index for index in after.indexes if isinstance(part, Index) and index.name == part.name), None)
    return isinstance(part, Index) and again is not None and again.options.get("parser") != part.options.get("parser")


def _versioning(before: Table, after: Table) -> list[Clause]:
    """Return the clause that begins or ends a table's history."""
    was, now = before.options.get("system_versioned"), after.options.get("system_versioned")
    return [] if was == now else [{"does": "add_versioning" if now else "drop_versioning", "part": after}]


def _options_change(changes: Sequence[Change]) -> bool:
    """Tell whether the table's own words are among what changes."""
    return any(isinstance(change.subject, Table) and "options" in change.aspects for change in changes)


def _because(changes: Sequence[Change]) -> str:
    """Return the reasons that the changes have, each once."""
    return "; ".join(dict.fromkeys(change.because for change in changes if change.because))


def _clauses(changes: Sequence[Change], before: Table, after: Table, defaults: Mapping[str, str]) -> Iterator[Clause]:
    """Go through the clauses in an order that the servers accept."""
    shown = {index.name: index for index in shown_otherwise(changes)}
    rest = [change for change in changes if not (isinstance(change.subject, Unique | Index) and change.subject.name in shown)]
    for change in rest:
        if change.verb is Verb.DROP and not _of_column(change.subject):
            yield {"does": _drop_of(change.subject), "part": change.subject}
    gone, come = _periods(before, after) if _options_change(changes) else ({}, {})
    for name in gone:
        yield {"does": "drop_period", "name": name}
    yield from _columns(rest, before, after)
    for name, ends in come.items():
        yield {"does": "add_period", "name": name, "ends": ends}
    for change in rest:
        part = change.subject
        if change.verb is Verb.ADD and not isinstance(part, Column) and not _of_column(part):
            yield {"does": _add_of(part), "part": part}
    yield from ({"does": "show_index", "part": index} for index in shown.values())
    options = _options(changes, before, after, defaults)
    if options is not None:
        yield options


def _periods(before: Table, after: Table) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the periods that go, and those that come, each with the columns of its ends.

    Raises Unsupported where the period of a history that stays would change: the servers drop it with its history only.
    """
    old, new = (table.options.get("periods", {}) for table in (before, after))
    gone = {name: ends for name, ends in old.items() if new.get(name) != ends}
    come = {name: ends for name, ends in new.items() if old.get(name) != ends}
    if _OWN_PERIOD in {**gone, **come} and before.options.get("system_versioned") and after.options.get("system_versioned"):
        reason = f"{after.ref} keeps a history, whose period cannot be changed"
        raise Unsupported(reason, "end its history in one plan (`system_versioned`), and begin it with the other period in the next")
    return gone, come


def _of_column(subject: Object | Part) -> bool:
    """Tell whether a part is a check that belongs to a column's own definition."""
    return isinstance(subject, Check) and subject.options.get("level") == "column"


def _columns(changes: Sequence[Change], before: Table, after: Table) -> Iterator[Clause]:
    """Go through added, moved and changed columns in the order in which they will stand."""
    added = {change.subject.name for change in changes if isinstance(change.subject, Column) and change.verb is Verb.ADD}
    altered = {change.subject.name for change in changes if isinstance(change.subject, Column) and change.verb is Verb.ALTER}
    altered -= {column.name for column, _ in switched(changes, before, after)[0] if column == after.column(column.name)}
    moved = {change.subject.name for change in changes if isinstance(change.subject, Column) and "position" in change.aspects}
    gone = {change.subject.name for change in changes if isinstance(change.subject, Column) and change.verb is Verb.DROP}
    altered |= moved
    altered |= {change.subject.name for change in changes if _of_column(change.subject)} - added - gone
    altered |= {name for change in changes for name in recollated(change)} - added - gone
    names = [column.name for column in after.columns]
    for at, column in enumerate(after.columns):
        if column.name not in added | altered:
            continue
        placed = column.name in added | moved and not all(name in added for name in names[at:])
        checks = [part for part in after.constraints if _of_column(part) and part.name == column.name]
        does = "add_column" if column.name in added else "modify_column"
        yield {"does": does, "part": column, "checks": checks, "place": _place(names, at) if placed else ""}


def _place(names: Sequence[str], at: int) -> str:
    """Return where a column stands, as SQL."""
    return f" AFTER {quote(names[at - 1])}" if at else " FIRST"


def _options(changes: Sequence[Change], before: Table, after: Table, defaults: Mapping[str, str]) -> Clause | None:
    """Return the clause that sets what changes of a table's own words and comment."""
    aspects = {aspect for change in changes if isinstance(change.subject, Table) for aspect in change.aspects}
    if not aspects:
        return None
    options: Words = {}
    if "options" in aspects:
        options = {word: value for word, value in after.options.items() if before.options.get(word) != value}
        if "collation" in options or "charset" in options:
            options |= {word: after.options[word] for word in ("charset", "collation") if word in after.options}
        gone = [word for word in before.options if word not in after.options]
        options |= {word: _reset(word, defaults) for word in gone}
    comment = (after.comment or "") if "comment" in aspects else None
    options = {word: value for word, value in options.items() if word not in _OF_THEIR_OWN}
    if not options and comment is None:
        return None
    return {"does": "set_options", "part": after, "options": options, "comment": comment}


def _reset(word: str, defaults: Mapping[str, str]) -> str | list[str]:
    """Return the value that takes an option back to what is had where nothing is said."""
    if word == "union":
        return []
    if word in {"engine", "charset", "collation"} and word in defaults:
        return defaults[word]
    return _RESETS.get(word, "DEFAULT")
