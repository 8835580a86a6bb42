"""Columns that become virtual or cease to be: the servers cannot modify them, so they are made anew at once, in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemac.dialect import Unsupported
from schemac.model.change import Change, Verb
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, Exclude, ForeignKey, Generated, Index, PrimaryKey, Table, Unique


def switched(changes: Sequence[Change], before: Table, after: Table) -> Iterator[tuple[Column, str]]:
    """Go through the columns to be made anew, as they are made, each with the name of the column before it.

    A virtual column that becomes a plain one is first made a stored one, so that its values are there to be kept.
    Raises Unsupported where a key, a rule or another column leans on such a column.
    """
    names = [column.name for column in before.columns]
    for change in changes:
        old, new = change.before, change.after
        if change.verb is not Verb.ALTER or not isinstance(old, Column) or not isinstance(new, Column) or not switches(old, new):
            continue
        leaning = next(_leaning(new.name, before, after), "")
        if leaning:
            reason = f"{change.ref} cannot be made anew as a column of another sort while {leaning} leans on it"
            raise Unsupported(reason, f"drop {leaning} in one plan and bring it back in the next")
        made = new
        if new.generated is None and old.generated is not None:
            made = replace(old, generated=Generated(sql=old.generated.sql, stored=True))
        at = names.index(old.name)
        yield made, names[at - 1] if at else ""


def switches(old: Column, new: Column) -> bool:
    """Tell whether a column becomes virtual or ceases to be."""
    return _virtual(old) != _virtual(new)


def _virtual(column: Column) -> bool:
    return column.generated is not None and not column.generated.stored


def _leaning(name: str, before: Table, after: Table) -> Iterator[str]:
    """Go through what leans on a column both before and after."""
    for part in (*before.constraints, *before.indexes):
        kept = next((other for other in (*after.constraints, *after.indexes) if other.kind == part.kind and other.name == part.name), None)
        if kept is None:
            continue
        match part:
            case Check():
                uses = name in identifiers(part.sql)
            case PrimaryKey() | Unique() | ForeignKey():
                uses = name in part.columns
            case Exclude():
                uses = any(name == element.column or name in identifiers(element.sql) for element in part.elements)
            case Index():
                uses = any(name == key.column or name in identifiers(key.sql) for key in part.keys)
        if uses:
            yield f"{part.kind} {part.name}".strip()
    for column in before.columns:
        if column.name != name and column.generated is not None and name in identifiers(column.generated.sql):
            yield f"column {column.name}"
