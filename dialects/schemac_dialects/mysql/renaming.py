"""Renames as MySQL and MariaDB make them; on MySQL what leans on a renamed column is said anew in the same statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_part

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.sql_text import identifiers, rename
from schemac.model.tables import Check, Column, Index, Part, Table
from schemac_dialects.mysql.partitions import partition_clause

Clause = dict[str, object]


def rename_works(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for the renames, in their order; MySQL renames a table's columns at once, with no name in between."""
    works: list[Work] = []
    together: list[Change] = []
    for change in changes:
        column = isinstance(change.before, Column) and "checked_column" not in context.capabilities.rename
        if together and not (column and change.ref.owner == together[-1].ref.owner):
            works.append(_columns(together))
            together = []
        if column:
            together.append(change)
        else:
            works.append(_one(change))
    return [*works, _columns(together)] if together else works


def _one(change: Change) -> Work:
    """Return the work for one rename."""
    kind = "index" if change.kind == "unique" else change.kind
    if kind == "index":
        was = change.before.name if change.before is not None else ""
        clause = {"does": "rename_index", "was": was, "part": change.subject}
        return Work((change,), (Action("alter_table", change, {"clauses": [clause], "changes": (change,)}),))
    return Work((change,), (Action(f"rename_{kind}", change),))


def _columns(changes: Sequence[Change]) -> Work:
    """Return the work for the renames of a table's columns: one statement, in which whatever speaks of them is said anew.

    MySQL renames a column only where every check, default, computed column and index that leans on it, however far off, comes along.
    """
    last = changes[-1]
    pairs: dict[str, str] = {}
    for change in changes:
        old = change.before.name if change.before is not None else ""
        began = next((name for name, now in pairs.items() if now == old), old)
        pairs[began] = change.subject.name
    table = changes[0].table_before
    if table is None:
        message = f"{last.ref} is renamed in no table"
        raise TypeError(message)
    clauses = _saying_anew(table, pairs)
    return Work(tuple(changes), (Action("alter_table", last, {"clauses": clauses, "changes": (*changes, *_remade(clauses, table, last))}),))


def _saying_anew(table: Table, pairs: Mapping[str, str]) -> list[Clause]:
    """Return the clauses that rename columns, and make again what is said with their names."""
    texts = {**pairs, **{name.lower(): new for name, new in pairs.items()}}
    moved = _leaning_columns(table, texts)
    reached = {*texts, *(name.lower() for name in moved), *moved}
    checks = [part for part in table.constraints if isinstance(part, Check) and not identifiers(part.sql).isdisjoint(texts)]
    indexes = [part for part in table.indexes if any(not identifiers(key.sql).isdisjoint(reached) for key in part.keys)]
    clauses: list[Clause] = [{"does": "drop_check", "part": part} for part in checks]
    clauses += [{"does": "drop_index", "part": part} for part in indexes]
    clauses += [{"does": "rename_column", "was": old, "part": _called(table, old, new)} for old, new in pairs.items() if old not in moved]
    for name, column in moved.items():
        clauses.append({"does": "change_column", "was": name, "part": replace_part(_renamed(column, texts), name=pairs.get(name, name))})
    clauses += [{"does": "add_constraint", "part": replace_part(part, sql=rename(part.sql, texts))} for part in checks]
    clauses += [{"does": "add_index", "part": _index(part, texts)} for part in indexes]
    by = str(table.options.get("partition_by", ""))
    if not identifiers(by).isdisjoint(texts):
        clauses.append({"does": "partition", "sql": partition_clause(table.options | {"partition_by": rename(by, texts)}), "part": table})
    return clauses


def _called(table: Table, old: str, new: str) -> Column:
    """Return a column under its new name."""
    column = table.column(old)
    if column is None:
        message = f"{table.full_name} has no column {old}"
        raise LookupError(message)
    return replace_part(column, name=new)


def _leaning_columns(table: Table, names: Mapping[str, str]) -> dict[str, Column]:
    """Return the columns computed from renamed ones, or from such columns in turn, and those with a default that is."""
    found: dict[str, Column] = {}
    while True:
        words = {*names, *found, *(name.lower() for name in found)}
        more = [column for column in table.columns if column.name not in found and not _words_of(column).isdisjoint(words)]
        if not more:
            return {column.name: column for column in table.columns if column.name in found}
        found |= {column.name: column for column in more}


def _words_of(column: Column) -> frozenset[str] | set[str]:
    """Return the identifiers in what a column is computed from, or in its default."""
    return identifiers(column.generated.sql if column.generated is not None else column.default or "")


def _renamed(column: Column, names: Mapping[str, str]) -> Column:
    """Return a column with its expressions in the new names."""
    if column.generated is not None:
        return replace_part(column, generated=replace_part(column.generated, sql=rename(column.generated.sql, names)))
    return replace_part(column, default=rename(column.default, names)) if column.default is not None else column


def _index(index: Index, names: Mapping[str, str]) -> Index:
    """Return an index over expressions in the new names."""
    keys = (replace_part(key, sql=rename(key.sql, names), column=names.get(key.column, key.column)) for key in index.keys)
    return replace_part(index, keys=tuple(keys))


def _remade(clauses: Sequence[Clause], table: Table, change: Change) -> Iterator[Change]:
    """Go through what is made again besides the names, which tells the cost of the statement."""
    for clause in clauses:
        part = clause["part"]
        if clause["does"] in {"add_constraint", "add_index"} and isinstance(part, Part):
            yield replace(change, verb=Verb.ADD, before=None, after=part)
        elif isinstance(part, Column) and part.generated is not None:
            before = table.column(str(clause["was"]))
            yield replace(change, verb=Verb.ALTER, before=before, after=part, aspects=("generated",))
