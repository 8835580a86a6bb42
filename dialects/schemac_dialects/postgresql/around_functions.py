"""The parts of tables that call a function which is dropped and made anew: they let go of it before, and take it up after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing, Unsupported
from schemac.model.change import Change, Verb
from schemac.model.names import Ref
from schemac.model.programs import ROUTINES
from schemac.model.tables import Check, Column, Index, Table

Rebuild = Callable[[Check | Index, Table, str], None]
PARTS = frozenset({"column", "check", "index", "domain"})
"""The kinds of what calls functions besides whole objects."""


def callers(touched: set[Ref], context: Legalizing) -> Iterator[tuple[Ref, Ref]]:
    """Go through the parts that call one of the functions that are dropped, each with that function."""
    gone = {ref for ref in touched if ref.kind in ROUTINES}
    if gone and context.inspection is not None:
        yield from ((reader, needed) for reader, needed in context.inspection.depends if needed in gone and reader.kind in PARTS)


def around_functions(touched: set[Ref], changes: list[Change], context: Legalizing, rebuild: Rebuild) -> list[Change]:
    """Return changes of columns that let go of the dropped functions; checks and indexes are made anew by `rebuild`.

    Raises Unsupported for a domain or a computed column, which cannot let go.
    """
    dropped = {change.ref for change in changes if change.verb is Verb.DROP}
    found: list[tuple[Column, Table, str]] = []
    for reader, function in callers(touched, context):
        table = context.current.table(reader.owner)
        parts = (*table.columns, *table.constraints, *table.indexes) if table is not None else ()
        part = next((each for each in parts if (each.kind, each.name) == (reader.kind, reader.name)), None)
        because = f"it calls {function}, which is made anew"
        if reader.kind == "domain":
            raise Unsupported(
                f"{reader} calls {function}, which must be dropped", "give the function a new name and let the domain call that"
            )
        if table is None or part is None or not dropped.isdisjoint({reader, table.ref}):
            continue
        if isinstance(part, Check | Index):
            rebuild(part, table, because)
        elif isinstance(part, Column) and part.generated is None:
            found.append((part, table, because))
        else:
            reason = f"{reader} is computed by {function}, which must be dropped"
            raise Unsupported(reason, "give the function a new name and compute the column by that")
    made = changes
    for column, table, because in found:
        made = _without_default(made, column, table, context.desired.table(table.full_name) or table, because)
    return made


def _without_default(changes: list[Change], column: Column, table: Table, wanted: Table, because: str) -> list[Change]:
    """Return the changes with a column's default taken away before everything and given back, as it is to be, after."""
    bare = replace(column, default=None)
    away = Change(Verb.ALTER, column, bare, table, wanted, ("default",), because)
    asked = next((change for change in changes if change.ref == away.ref and change.verb is Verb.ALTER), None)
    after = asked.after if asked is not None and isinstance(asked.after, Column) else wanted.column(column.name) or column
    aspects = tuple(aspect for aspect in (asked.aspects if asked is not None else ()) if aspect != "default")
    aspects += ("default",) if after.default is not None else ()
    back = Change(Verb.ALTER, bare, after, table, wanted, aspects, because)
    others = [change for change in changes if change is not asked]
    return [away, *others, *([replace_change(back)] if aspects else [])]
