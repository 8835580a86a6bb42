"""The parts of tables that call a function which is dropped and made anew: they let go of it before, and take it up after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Change, Verb
from schemac.model.names import Ref
from schemac.model.objects import Domain
from schemac.model.programs import ROUTINES
from schemac.model.sql_text import called
from schemac.model.tables import Check, Column, Index, Table

PARTS = frozenset({"column", "check", "index", "domain"})
"""The kinds of what calls functions besides whole objects."""


class Rebuilt(Protocol):
    """The changes so far, to which drops and additions are put."""

    changes: list[Change]

    def dropped(self, ref: Ref) -> bool:
        """Tell whether something is dropped."""
        ...

    def rebuild(self, before: Check | Index, table: Table, after: Check | Index | None, wanted: Table, because: str) -> None:
        """Take a part of a table down, and put up what is wanted in its place."""
        ...


def callers(touched: set[Ref], context: Legalizing) -> Iterator[tuple[Ref, Ref]]:
    """Go through the parts that call one of the functions that are dropped, each with that function."""
    gone = {ref for ref in touched if ref.kind in ROUTINES}
    if gone and context.inspection is not None:
        yield from ((reader, needed) for reader, needed in context.inspection.depends if needed in gone and reader.kind in PARTS)


def around_functions(touched: set[Ref], context: Legalizing, whole: Rebuilt, lost: Callable[[Column, Table, Table], None]) -> None:
    """Let parts go of the dropped functions before, and take up those that are put in their place after.

    lost: what to do about what goes with a computed column, which is dropped and added.
    """
    for reader, function in callers(touched, context):
        because = f"it calls {function}, which is made anew"
        if reader.kind == "domain":
            _around_domain(reader, function, context, whole, because)
            continue
        table = context.current.table(reader.owner)
        parts = (*table.columns, *table.constraints, *table.indexes) if table is not None else ()
        part = next((each for each in parts if (each.kind, each.name) == (reader.kind, reader.name)), None)
        if table is None or whole.dropped(reader) or whole.dropped(table.ref):
            continue
        wanted = context.desired.table(table.full_name) or table
        if isinstance(part, Check | Index):
            again = next(
                (each for each in (*wanted.constraints, *wanted.indexes) if (each.kind, each.name) == (part.kind, part.name)), None
            )
            whole.rebuild(part, table, again if isinstance(again, Check | Index) else None, wanted, because)
        elif isinstance(part, Column) and part.generated is None:
            whole.changes = _without_default(whole.changes, part, table, wanted, because)
        elif isinstance(part, Column):
            lost(part, table, wanted)
            whole.changes = _computed_anew(whole.changes, part, table, wanted, because)


def _computed_anew(changes: list[Change], column: Column, table: Table, wanted: Table, because: str) -> list[Change]:
    """Return the changes with a computed column dropped and added."""
    drop = Change(Verb.DROP, column, None, table, wanted, because=because)
    after = wanted.column(column.name)
    others = [change for change in changes if change.ref != drop.ref]
    return [*others, drop, *([Change(Verb.ADD, None, after, table, wanted, because=because)] if after is not None else [])]


def _around_domain(ref: Ref, function: Ref, context: Legalizing, whole: Rebuilt, because: str) -> None:
    """Take away the checks and the default of a domain that call a function, and give back those that are wanted."""
    live = context.current.objects.get(ref)
    if not isinstance(live, Domain) or whole.dropped(ref):
        return
    name = function.name.partition("(")[0]
    checks = tuple(check for check in live.checks if name not in called(check.sql))
    default = None if live.default is not None and name in called(live.default) else live.default
    bare = replace(live, checks=checks, default=default)
    asked = next((change for change in whole.changes if change.ref == ref and change.verb is Verb.ALTER), None)
    after = asked.after if asked is not None and isinstance(asked.after, Domain) else live
    away = Change(Verb.ALTER, live, bare, aspects=bare.differing(live), because=because)
    back = Change(Verb.ALTER, bare, after, aspects=after.differing(bare), because=because)
    whole.changes = [away, *(change for change in whole.changes if change is not asked), *([back] if back.aspects else [])]


def _without_default(changes: list[Change], column: Column, table: Table, wanted: Table, because: str) -> list[Change]:
    """Return the changes with a column's default taken away before everything and given back, as it is to be, after."""
    bare = replace(column, default=None)
    away = Change(Verb.ALTER, column, bare, table, wanted, ("default",), because)
    if away in changes:
        return changes
    asked = next((change for change in changes if change.ref == away.ref and change.verb is Verb.ALTER), None)
    after = asked.after if asked is not None and isinstance(asked.after, Column) else wanted.column(column.name) or column
    aspects = tuple(aspect for aspect in (asked.aspects if asked is not None else ()) if aspect != "default")
    aspects += ("default",) if after.default is not None else ()
    back = Change(Verb.ALTER, bare, after, table, wanted, aspects, because)
    others = [change for change in changes if change is not asked]
    return [away, *others, *([back] if aspects else [])]
