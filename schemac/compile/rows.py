"""Reference data as statements: rows inserted in batches, only changed columns updated, what is gone deleted, all in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as replace_object

from schemac.dialect import Dialect, Legalizing
from schemac.dialect.values import written_value
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name
from schemac.model.plan import Cost, Transaction
from schemac.model.rows import UNSAID, Row, Rows, Value, row_differences
from schemac.model.tables import ForeignKey, Table

REMOVED = ("removed",)
"""What alone differs in a change that only deletes rows."""
_BATCH = 500
_BATCH_TEXT = 200_000
_COST = Cost(summary="writes these rows only")


def rows_cost(action: Action) -> Cost:
    """Return what writing rows costs: the rows themselves; no lock but theirs."""
    return replace_object(_COST, transaction=Transaction.COMMIT_BEFORE) if action.fields.get("after_commit") else _COST


def row_works(changes: Sequence[Change], context: Legalizing, dialect: Dialect) -> list[Work]:
    """Return the work of the changes of rows.

    Rows that go are deleted first, so that what they hold of uniqueness is free, unless foreign keys lead to their table: then last, when
    nothing refers to them any more.
    """
    later = any(change.verb is Verb.ALTER and change.kind in context.capabilities.used_after_commit for change in changes)
    works: list[Work] = []
    for change in changes:
        if not isinstance(change.subject, Rows):
            continue
        table = _table(change, context)
        if table is None:
            continue
        writing = _Writing(change, table, dialect, later)
        gone, there = writing.deletions(), writing.updates() + writing.insertions()
        if gone and there and _is_referred_to(table.full_name, context):
            first, last = _apart(change)
            works += [Work((first,), tuple(there)), Work((last,), tuple(gone))]
        elif gone and not there:
            last = replace(change, aspects=REMOVED) if change.verb is Verb.ALTER else change
            works.append(Work((last,), tuple(gone)))
        else:
            works.append(Work((change,), tuple(gone + there)))
    return works


def _table(change: Change, context: Legalizing) -> Table | None:
    name = change.ref.owner
    return context.desired.table(name) or context.current.table(name)


def _apart(change: Change) -> tuple[Change, Change]:
    """Return a change of rows as one that writes and one that only deletes."""
    before, after = change.before, change.after
    if not isinstance(before, Rows) or not isinstance(after, Rows):
        return change, change
    removed = row_differences(before, after).removed
    left = tuple(
        tuple(before.cell(row, column) if column in before.columns else Value(UNSAID) for column in after.columns) for row in removed
    )
    between = replace_object(after, values=after.values + left)
    return replace(change, after=between), Change(Verb.ALTER, between, after, aspects=REMOVED, because=change.because)


def _is_referred_to(name: Name, context: Legalizing) -> bool:
    return any(key.table == name for schema in (context.current, context.desired) for table in schema.tables for key in _keys(table))


def _keys(table: Table) -> Iterator[ForeignKey]:
    return (part for part in table.constraints if isinstance(part, ForeignKey))


@dataclass(frozen=True, slots=True)
class _Writing:
    """One change of rows on its way to statements."""

    change: Change
    table: Table
    dialect: Dialect
    later: bool

    @property
    def _sides(self) -> tuple[Rows | None, Rows | None]:
        before, after = self.change.before, self.change.after
        return (before if isinstance(before, Rows) else None), (after if isinstance(after, Rows) else None)

    def _action(self, template: str, **fields: object) -> Action:
        return Action(template, self.change, {"target": self.table.full_name, "after_commit": self.later, **fields})

    def _sql(self, column: str, value: Value | None) -> str:
        found = self.table.column(column)
        return written_value(self.dialect, value, found.type if found is not None else "")

    def insertions(self) -> list[Action]:
        """Return the actions that insert what is new, rows that say the same columns together."""
        before, after = self._sides
        if after is None:
            return []
        added = [row for generation in _generations(after, row_differences(before, after).added, self.table) for row in generation]
        made: list[Action] = []
        for columns, rows in _alike(after, added):
            identities = [column.identity for column in self.table.columns if column.identity is not None and column.name in columns]
            written = [[self._sql(column, after.cell(row, column)) for column in columns] for row in rows]
            counted = {"identity": bool(identities), "overriding": any(each.always for each in identities)}
            made += [self._action("insert_rows", columns=columns, rows=batch, **counted) for batch in _batches(written)]
        return made

    def updates(self) -> list[Action]:
        """Return the actions that set what changes; rows in which the same columns become the same at once."""
        before, after = self._sides
        if before is None or after is None:
            return []
        groups: dict[tuple[tuple[str, Value | None], ...], list[list[str]]] = {}
        for key, cells in row_differences(before, after).changed:
            groups.setdefault(tuple((cell.column, cell.after) for cell in cells), []).append(self._key(after, key))
        made: list[Action] = []
        for cells_set, keys in groups.items():
            sets = [(column, self._sql(column, value)) for column, value in cells_set]
            made += [self._action("update_rows", sets=sets, key=after.key, keys=batch) for batch in _batches(keys)]
        return made

    def deletions(self) -> list[Action]:
        """Return the actions that delete what is gone, those that refer to others of the table first."""
        before, after = self._sides
        if before is None:
            return []
        made: list[Action] = []
        for gone in reversed(_generations(before, row_differences(before, after).removed, self.table)):
            keys = [self._key(before, before.key_of(row)) for row in gone]
            made += [self._action("delete_rows", key=before.key, keys=batch) for batch in _batches(keys)]
        return made

    def _key(self, rows: Rows, key: Row) -> list[str]:
        return [self._sql(column, value) for column, value in zip(rows.key, key, strict=True)]


def _batches(rows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """Go through rows in pieces that a server takes in one statement."""
    batch: list[list[str]] = []
    size = 0
    for row in rows:
        length = sum(len(each) for each in row)
        if batch and (len(batch) == _BATCH or size + length > _BATCH_TEXT):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += length
    if batch:
        yield batch


def _alike(rows: Rows, added: Sequence[Row]) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
    """Go through runs of rows that say something of the same columns."""
    run: list[Row] = []
    said: tuple[str, ...] = ()
    for row in added:
        columns = tuple(column for column, value in zip(rows.columns, row, strict=True) if value is None or value.kind != UNSAID)
        if run and columns != said:
            yield said, run
            run = []
        said = columns
        run.append(row)
    if run:
        yield said, run


def _generations(rows: Rows, some: Sequence[Row], table: Table) -> list[list[Row]]:
    """Return rows in groups, each of rows that refer, within their own table, to earlier groups only.

    Some engines look at each row by itself, in an order of their own. Rows that refer to each other in a circle are one group.
    """
    own = [key for key in _keys(table) if key.table == table.full_name and {*key.columns, *key.referenced} <= {*rows.columns}]
    if not own:
        return [list(some)] if some else []
    places = {column: at for at, column in enumerate(rows.columns)}
    parents: dict[Row, set[Row]] = {row: set() for row in some}
    for key in own:
        known = {tuple(row[places[column]] for column in key.referenced): row for row in some}
        for row in some:
            parent = known.get(tuple(row[places[column]] for column in key.columns))
            if parent is not None and parent != row:
                parents[row].add(parent)
    groups: list[list[Row]] = []
    while parents:
        free = [row for row, above in parents.items() if above.isdisjoint(parents)] or list(parents)
        groups.append(free)
        for row in free:
            del parents[row]
    return groups


def row_links(works: Sequence[Work], context: Legalizing) -> Iterator[tuple[int, int]]:
    """Go through pairs of works of which the first must come first, because of rows.

    Rows come after their table and its columns are as they must be, and after the rows that they refer to; they are deleted after what
    refers to them. Where tables refer to each other in a circle, as few of these as may be are left out.
    """
    writing: dict[Name, int] = {}
    deleting: dict[Name, int] = {}
    for at, work in enumerate(works):
        for change in work.changes:
            if isinstance(change.subject, Rows):
                (deleting if change.aspects == REMOVED or change.verb is Verb.DROP else writing)[change.ref.owner] = at
    if not writing and not deleting:
        return
    yield from _after_tables(works, writing)
    tables = {table.full_name: table for schema in (context.current, context.desired) for table in schema.tables}
    places = {name: place for place, name in enumerate(_by_reference(tables, {**writing, **deleting}))}
    for child, place in places.items():
        for key in _keys(tables[child]) if child in tables else ():
            parent = key.table
            if parent in places and places[parent] < place:
                if parent in writing and child in writing:
                    yield writing[parent], writing[child]
                if parent in deleting:
                    yield from ((each[child], deleting[parent]) for each in (writing, deleting) if child in each)


def _after_tables(works: Sequence[Work], writing: dict[Name, int]) -> Iterator[tuple[int, int]]:
    """Go through the works that shape tables, each before the rows that are written there."""
    for at, work in enumerate(works):
        for change in work.changes:
            if change.kind == "table" and change.verb is not Verb.DROP:
                name: Name | None = change.ref.owner
            elif change.kind == "column" and change.verb is not Verb.DROP:
                name = change.ref.owner
            else:
                name = None
            if name in writing:
                yield at, writing[name]


def _by_reference(tables: dict[Name, Table], some: dict[Name, int]) -> list[Name]:
    """Return tables with those first that others refer to, as far as that goes in a circle."""
    done: dict[Name, None] = {}
    for start in some:
        stack: list[tuple[Name, Iterator[Name]]] = [(start, _targets(tables, start))]
        seen = {start}
        while stack:
            name, targets = stack[-1]
            target = next((each for each in targets if each in some and each not in seen and each not in done), None)
            if target is None:
                done[name] = None
                stack.pop()
            else:
                seen.add(target)
                stack.append((target, _targets(tables, target)))
    return list(done)


def _targets(tables: dict[Name, Table], name: Name) -> Iterator[Name]:
    return (key.table for key in _keys(tables[name])) if name in tables else iter(())
