"""Renames as MySQL and MariaDB make them; on MySQL what leans on a renamed column is said anew in the same statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_part

from schemac.dialect import Legalizing, Unsupported
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name
from schemac.model.sql_text import identifiers, rename
from schemac.model.tables import Check, Column, ForeignKey, Index, Part, Table
from schemac_dialects.mysql.partitions import partition_clause

Clause = dict[str, object]
_ASIDE = "schemac_aside_"
"""How the names begin that columns have while they change places."""


def rename_works(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for the renames, in their order; MySQL renames a table's columns at once.

    Columns that change places end in a statement of their own: what is remembered meanwhile keeps a plan that is cut short from
    changing them back.
    """
    works: list[Work] = []
    together: list[Change] = []
    for change in changes:
        column = isinstance(change.before, Column) and "checked_column" not in context.capabilities.rename
        back = change.before is not None and change.before.name.startswith(_ASIDE)
        if together and (back or not (column and change.ref.owner == together[-1].ref.owner)):
            works.append(_columns(together, context))
            together = []
        if column:
            together.append(change)
        else:
            works.append(_one(change))
    return [*works, _columns(together, context)] if together else works


def _one(change: Change) -> Work:
    """Return the work for one rename."""
    kind = "index" if change.kind == "unique" else change.kind
    if kind == "index":
        was = change.before.name if change.before is not None else ""
        clause = {"does": "rename_index", "was": was, "part": change.subject}
        return Work((change,), (Action("alter_table", change, {"clauses": [clause], "changes": (change,)}),))
    return Work((change,), (Action(f"rename_{kind}", change),))


def _columns(changes: Sequence[Change], context: Legalizing) -> Work:
    """Return the work for the renames of a table's columns, in which whatever leans on them is said anew.

    MySQL renames a column only where every check, default, computed column and index that leans on it, however far off, comes along. That
    is one statement, unless a foreign key has such a column: then checks, and keys where more than a name changes, are away meanwhile.
    Raises Unsupported where the key is another table's.
    """
    last, table = changes[-1], changes[0].table_before
    if table is None:
        message = f"{last.ref} is renamed in no table"
        raise TypeError(message)
    pairs: dict[str, str] = {}
    for change in changes:
        old = change.before.name if change.before is not None else ""
        began = next((name for name, now in pairs.items() if now == old), old)
        pairs[began] = change.subject.name
    texts = {**pairs, **{name.lower(): new for name, new in pairs.items()}}
    here, checks = _saying_anew(table, pairs, texts), _checks(table, texts)
    keys = [part for part in table.constraints if isinstance(part, ForeignKey) and _touches(part, table, pairs)]
    theirs = _others(last.ref.owner, pairs, context)
    away: list[Clause] = [{"does": "drop_check", "part": part} for part in checks]
    back: list[Clause] = [{"does": "add_constraint", "part": replace_part(part, sql=rename(part.sql, texts))} for part in checks]
    if not keys and not theirs:
        groups = [[*away, *here, *back, *_divided(table, texts)]]
    elif any(clause["does"] == "drop_index" or _computed(clause["part"]) for clause in here):
        if theirs:
            reason = f"MySQL does not rename {', '.join(pairs)} of {table.name} under what is computed from it while {theirs} refers to it"
            raise Unsupported(reason, "drop that key in one plan, rename in the next, and bring it back in a third")
        away = [{"does": "drop_foreign_key", "part": part} for part in keys] + away
        back += [{"does": "add_constraint", "part": _key(part, table, texts)} for part in keys]
        groups = [away, here, back]
    else:
        groups = [away, here, back]
    made = [(group, tuple(_remade(group, table, last))) for group in groups if group]
    actions = (Action("alter_table", last, {"clauses": group, "changes": (*changes, *told)}) for group, told in made)
    return Work(tuple(changes), tuple(actions))


def _saying_anew(table: Table, pairs: Mapping[str, str], texts: Mapping[str, str]) -> list[Clause]:
    """Return the clauses that rename columns, and make again the columns and indexes in which their names are said."""
    moved = _leaning_columns(table, texts)
    reached = {*texts, *(name.lower() for name in moved), *moved}
    indexes = [part for part in table.indexes if any(not identifiers(key.sql).isdisjoint(reached) for key in part.keys)]
    clauses: list[Clause] = [{"does": "drop_index", "part": part} for part in indexes]
    clauses += [{"does": "rename_column", "was": old, "part": _called(table, old, new)} for old, new in pairs.items() if old not in moved]
    for name, column in moved.items():
        clauses.append({"does": "change_column", "was": name, "part": replace_part(_renamed(column, texts), name=pairs.get(name, name))})
    return clauses + [{"does": "add_index", "part": _index(part, texts)} for part in indexes]


def _checks(table: Table, texts: Mapping[str, str]) -> list[Check]:
    """Return the checks that speak of renamed columns."""
    return [part for part in table.constraints if isinstance(part, Check) and not identifiers(part.sql).isdisjoint(texts)]


def _divided(table: Table, texts: Mapping[str, str]) -> list[Clause]:
    """Return the clause by which a table's rows are divided as before, where that is by a renamed column."""
    by = str(table.options.get("partition_by", ""))
    if identifiers(by).isdisjoint(texts):
        return []
    return [{"does": "partition", "sql": partition_clause(table.options | {"partition_by": rename(by, texts)}), "part": table}]


def _touches(key: ForeignKey, table: Table, pairs: Mapping[str, str]) -> bool:
    """Tell whether a table's own key has a renamed column on either side."""
    return not pairs.keys().isdisjoint(key.columns) or (key.table == table.full_name and not pairs.keys().isdisjoint(key.referenced))


def _others(owner: Name, pairs: Mapping[str, str], context: Legalizing) -> str:
    """Return the name of another table's key that refers to a renamed column; nothing where there is none."""
    now = set(pairs.values())
    for table in context.current.tables:
        if table.full_name != owner:
            for part in table.constraints:
                if isinstance(part, ForeignKey) and part.table == owner and not now.isdisjoint(part.referenced):
                    return f"{table.name}.{part.name}"
    return ""


def _key(key: ForeignKey, table: Table, texts: Mapping[str, str]) -> ForeignKey:
    """Return a table's own key with its columns' new names."""
    referenced = tuple(texts.get(name, name) for name in key.referenced) if key.table == table.full_name else key.referenced
    return replace_part(key, columns=tuple(texts.get(name, name) for name in key.columns), referenced=referenced)


def _computed(part: object) -> bool:
    return isinstance(part, Column) and part.generated is not None


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
