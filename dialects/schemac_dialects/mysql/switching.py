"""Columns that become virtual or cease to be: the servers cannot modify them, so they are made anew at once, in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemac.dialect import Unsupported
from schemac.model.change import Change, Verb
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, Exclude, ForeignKey, Generated, Index, Part, PrimaryKey, Table, Unique

Leaning = Unique | Check | Index


def switched(changes: Sequence[Change], before: Table, after: Table) -> tuple[list[tuple[Column, str]], list[Leaning]]:
    """Return the columns to be made anew, as they are made, each with the name of the column before it, and what leans on them.

    A virtual column that becomes a plain one is first made a stored one, so that its values are there to be kept. Computed columns that
    are computed from such a column are made anew with it; what leans on any of them comes off and goes on again, as it was before.
    Raises Unsupported where a primary or a foreign key leans on one.
    """
    names = [column.name for column in before.columns]
    anew = {column.name: column for column in _switching(changes)}
    waiting = bool(anew)
    while waiting:
        more = [column for column in before.columns if column.name not in anew and _computed_from(column, anew)]
        anew |= {column.name: column for column in more}
        waiting = bool(more)
    leaning = [part for part in (*before.constraints, *before.indexes) if any(_leans(part, name) for name in anew)]
    keys = (part for part in leaning if not isinstance(part, Leaning))
    stays = next((part for part in keys if isinstance(part, PrimaryKey) or part in after.constraints), None)
    if stays is not None:
        column = next(name for name in anew if _leans(stays, name))
        reason = f"column {before.name}.{column} cannot be made anew as a column of another sort while its {stays.kind} {stays.name} stands"
        raise Unsupported(reason, "drop the key in one plan and bring it back in the next")
    added = {change.subject.name for change in changes if change.verb is Verb.ADD and isinstance(change.subject, Column)}
    if any(column.generated and added & identifiers(column.generated.sql) for column in anew.values()):
        names = [column.name for column in after.columns if column.name in added or before.column(column.name)]
    made = [(anew[name], names[at - 1] if at else "") for at, name in enumerate(names) if name in anew]
    return made, [part for part in leaning if isinstance(part, Leaning)]


def _switching(changes: Sequence[Change]) -> Iterator[Column]:
    """Go through the columns that change their sort, as they are made."""
    for change in changes:
        old, new = change.before, change.after
        if change.verb is not Verb.ALTER or not isinstance(old, Column) or not isinstance(new, Column) or not switches(old, new):
            continue
        if new.generated is None and old.generated is not None:
            yield replace(old, generated=Generated(sql=old.generated.sql, stored=True))
        else:
            yield new


def switches(old: Column, new: Column) -> bool:
    """Tell whether a column becomes virtual or ceases to be."""
    return _virtual(old) != _virtual(new)


def _virtual(column: Column) -> bool:
    return column.generated is not None and not column.generated.stored


def _computed_from(column: Column, anew: dict[str, Column]) -> bool:
    """Tell whether a column is computed from one of those."""
    return column.generated is not None and not identifiers(column.generated.sql).isdisjoint({*anew, *(name.lower() for name in anew)})


def _leans(part: Part, name: str) -> bool:
    """Tell whether a key or a rule speaks of a column."""
    match part:
        case Check():
            return name in identifiers(part.sql)
        case PrimaryKey() | Unique() | ForeignKey():
            return name in part.columns
        case Exclude():
            return any(name == element.column or name in identifiers(element.sql) for element in part.elements)
        case Index():
            return any(name == key.column or name in identifiers(key.sql) for key in part.keys)
        case _:
            return False
