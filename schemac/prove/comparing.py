"""What became of the rows: on the way up nothing may be missing, on the way back what is missing is told of each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from schemac.errors import Problem
from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.objects import Object
from schemac.model.proof import Outcome, Reversal
from schemac.model.raw import RawStatement
from schemac.model.rows import Row, Rows, row_differences
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import Column, Table
from schemac.prove.holding import Holding, Lost, lost
from schemac.prove.names import Names

_QUIET = frozenset({"comment", "default", "position"})
_TYPES = frozenset({"enum", "domain", "composite", "range"})

Holdings = Mapping[Name, Holding]


def missing(before: Holdings, after: Holdings, live: Schema, changes: Sequence[Change], names: Names) -> Iterator[Problem]:
    """Go through what rows lack after a plan although its schema has a place for it (SC505)."""
    moving = moving_columns(live, changes, names)
    free = {name for name in before if any(name in _above(live, names.was(gone) or gone) for gone in dropped(changes))}
    said = {names.was(change.ref.owner): change for change in changes if isinstance(change.subject, Rows)}
    statements = any(isinstance(change.subject, RawStatement) for change in changes)
    for name, held in before.items():
        then = after.get(names.tables[name])
        if then is None or name in free:
            continue
        found = _lost(name, held, then, said.get(name), names, moving.get(name, frozenset()))
        if statements:
            yield from _fewer(name, held, then)
        else:
            yield from _missing(name, found)


def _fewer(name: Name, held: Holding, then: Holding) -> Iterator[Problem]:
    """Tell of rows that statements of the definition's own took away: what else they do to rows is meant."""
    if len(then.rows) < len(held.rows):
        yield _problem(f"table {name} has {len(then.rows)} of {len(held.rows)} rows left")


def _missing(name: Name, found: Lost) -> Iterator[Problem]:
    if found.rows:
        yield _problem(f"{found.rows} of {found.of} rows of table {name} are gone or hold something else")
    for column, count in found.emptied.items():
        if count:
            yield _problem(f"column {name}.{column} lost its value in {count} of {found.of} rows")


def _problem(message: str) -> Problem:
    return Problem("SC505", f"the plan loses what it should keep: {message}", hint="nothing was changed in the live database")


def _lost(name: Name, held: Holding, then: Holding, rows: Change | None, names: Names, moving: frozenset[str]) -> Lost:
    """Compare a table's rows beside those that the definition says, which are compared with it."""
    columns = {column: names.column(name, column) for column in held.columns}
    if rows is not None and isinstance(rows.subject, Rows):
        back = {now: column for column, now in columns.items()}
        held = _without(held, rows, [back.get(column, column) for column in rows.subject.key])
        then = _without(then, rows, rows.subject.key)
    return lost(held, then, columns, moving)


def _without(holding: Holding, change: Change, key: Sequence[str]) -> Holding:
    """Return a holding without the rows that a change of the definition's rows is about."""
    before, after = (item if isinstance(item, Rows) else None for item in (change.before, change.after))
    found = row_differences(before, after)
    touched = [*(each for each, _ in found.changed)]
    touched += [after.key_of(row) for row in found.added if after is not None] + [
        before.key_of(row) for row in found.removed if before is not None
    ]
    texts = {_texts(row) for row in touched}
    places = [holding.columns.index(column) for column in key if column in holding.columns]
    return Holding(holding.columns, tuple(row for row in holding.rows if _texts(tuple(row[at] for at in places)) not in texts))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(value.text if value is not None else "" for value in row)


def dropped(changes: Iterable[Change]) -> set[Name]:
    """Return the tables that changes drop, or take away from the table they are part of, as they are called afterwards."""
    gone = {change.ref.owner for change in changes if change.verb is Verb.DROP and isinstance(change.subject, Table)}
    parents = {"partition_of", "inherits"}
    return gone | {change.ref.owner for change in changes if change.kind == "table" and parents & set(change.aspects)}


def _above(live: Schema, name: Name) -> set[Name]:
    """Return the tables that show the rows of a table too."""
    table = live.table(name)
    parents = table.parents if table is not None else ()
    return set(parents).union(*(_above(live, parent) for parent in parents))


def moving_columns(live: Schema, changes: Sequence[Change], names: Names) -> dict[Name, frozenset[str]]:
    """Return for each live table the columns whose values a plan may change, or that it drops."""
    types = {change.ref.name.lower() for change in changes if change.kind in _TYPES and change.verb is not Verb.RENAME}
    found: dict[Name, set[str]] = {}
    for change in changes:
        if (
            isinstance(change.before, Column)
            and change.verb in {Verb.ALTER, Verb.DROP}
            and (change.verb is Verb.DROP or set(change.aspects) - _QUIET)
        ):
            owner = names.was(change.ref.owner)
            if owner is not None:
                found.setdefault(owner, set()).add(names.column_was(owner, change.before.name))
    for table in live.tables:
        texts = {column.name for column in table.columns if types & {word.lower() for word in identifiers(column.type)}}
        if texts:
            found.setdefault(table.full_name, set()).update(texts)
    return {name: frozenset(columns) for name, columns in found.items()}


def seen(
    outcomes: Sequence[Outcome], changes: Sequence[Change], before: Holdings, after: Holdings, live: Schema, names: Names
) -> tuple[tuple[Outcome, ...], list[Problem]]:
    """Return the outcomes with what was seen after a plan and its undoing, and what was lost that none of them speaks of (SC508)."""
    moving = moving_columns(live, changes, names)
    found = {
        name: lost(held, after.get(name, Holding((), ())), {column: column for column in held.columns}, moving.get(name, frozenset()))
        for name, held in before.items()
    }
    told = tuple(_seen(outcome, change, found, names) for outcome, change in zip(outcomes, changes, strict=True))
    told = tuple(_by_statement(outcome, change, found) for outcome, change in zip(told, changes, strict=True))
    explained = {
        names.was(change.ref.owner) for change, outcome in zip(changes, told, strict=True) if outcome.undo is not Reversal.LOSSLESS
    }
    free = {above for gone in dropped(changes) for above in _above(live, names.was(gone) or gone)}
    statements = any(isinstance(change.subject, RawStatement) for change in changes)
    bare = [name for name, each in found.items() if each.rows and name not in explained and name not in free and not statements]
    return told, [_unexplained(name, found[name]) for name in bare]


def _unexplained(name: Name, found: Lost) -> Problem:
    hint = "nothing was changed in the live database; please report this with both schemas"
    return Problem("SC508", f"undoing the plan brings {found.rows} of {found.of} rows of table {name} back otherwise", hint=hint)


def _seen(outcome: Outcome, change: Change, found: Mapping[Name, Lost], names: Names) -> Outcome:
    """Return what was seen of one change."""
    owner = names.was(change.ref.owner)
    loss = found.get(owner) if owner is not None else None
    if outcome.undo is not Reversal.LOSSLESS:
        return replace(outcome, seen=bool(loss and _counted(change, loss, owner, names)))
    if loss is not None and isinstance(change.before, Column) and change.verb is Verb.ALTER:
        count = _counted(change, loss, owner, names)
        if count:
            return replace(outcome, undo=Reversal.LOSSY, why=f"{count} of {loss.of} values come back otherwise", seen=True)
    return replace(outcome, seen=True)


def _counted(change: Change, loss: Lost, owner: Name | None, names: Names) -> int:
    """Return in how many rows a change has lost something."""
    if isinstance(change.before, Column) and owner is not None:
        return loss.columns.get(names.column_was(owner, change.before.name), 0)
    return loss.rows or sum(loss.columns.values())


def _by_statement(outcome: Outcome, change: Change, found: Mapping[Name, Lost]) -> Outcome:
    """Return what was seen of statements that the definition gives: nobody knows what they do until they have done it."""
    if not isinstance(change.subject, RawStatement) or outcome.undo is Reversal.IRREVERSIBLE:
        return outcome
    changed = sorted(str(name) for name, each in found.items() if each.rows)
    why = f"rows of {', '.join(changed)} come back otherwise"
    return replace(outcome, undo=Reversal.LOSSY, why=why, seen=True) if changed else outcome


def aside_of(items: Iterable[Object]) -> tuple[str, ...]:
    """Return objects by kind and name."""
    return tuple(sorted(str(item.ref) for item in items))
