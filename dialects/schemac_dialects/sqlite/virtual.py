"""Virtual tables that must change: made anew, with the rows of a full-text index carried over where they can be."""

from __future__ import annotations

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name
from schemac.model.programs import VirtualTable
from schemac_dialects.sqlite.ddl import Reader


def virtual_work(change: Change, context: Legalizing) -> list[Work]:
    """Return the work that makes or changes a virtual table.

    A full-text table keeps its rows, or is filled from the table that holds them; any other is dropped and made anew, empty.
    """
    before, after = change.before, change.after
    if not isinstance(before, VirtualTable) or not isinstance(after, VirtualTable):
        return [Work((change,), tuple(_created(change, context)))]
    old, new = _full_text(before.sql), _full_text(after.sql)
    if old is None or new is None or "" in {old[1], new[1]}:
        because = "SQLite cannot alter a virtual table"
        drop = Change(Verb.DROP, before, None, because=because)
        add = Change(Verb.ADD, None, after, because=because)
        return [Work((drop,), (Action("drop_virtual_table", drop),)), Work((add,), tuple(_created(add, context)))]
    if old[1] is not None or new[1] is not None:
        return [Work((change,), (Action("drop_virtual_table", change), *_created(change, context)))]
    kept = [column for column in old[0] if column in new[0]]
    fields: dict[str, object] = {"aside": f"_schemac_old_{before.name}", "columns": kept}
    renamed = ("old_style_renames", "set_virtual_aside", "new_style_renames")  # or what reads the table would follow it aside
    names = (*renamed, "create_virtual_table", "copy_virtual_rows", "drop_virtual_aside")
    return [Work((change,), tuple(Action(name, change, fields) for name in names))]


def _created(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions that make a virtual table; a full-text index of another table is filled from it."""
    made = [Action("create_virtual_table", change)]
    found = _full_text(change.after.sql) if isinstance(change.after, VirtualTable) else None
    source = context.desired.table(Name("", found[1])) if found is not None and found[1] else None
    fills = found is not None and source is not None and all(source.column(column) is not None for column in found[0])
    return [*made, Action("fill_virtual_table", change)] if fills else made


def _full_text(sql: str) -> tuple[list[str], str | None] | None:
    """Return the columns of a full-text table and the table that holds its rows: None for itself, empty for none.

    Returns None for a table of any other module.
    """
    reader = Reader(sql)
    while not reader.done and not reader.ahead("using"):
        reader.next()
    if not reader.take("using") or reader.name().lower() not in {"fts3", "fts4", "fts5"} or reader.key != "(":
        return None
    columns: list[str] = []
    content: str | None = None
    for argument in _arguments(reader.parenthesised()):
        inner = Reader(argument)
        name = inner.name() if not inner.done else ""
        if not inner.take("="):
            columns.append(name)
        elif name.lower() == "content":
            content = inner.name() if not inner.done else ""
    return columns, content


def _arguments(text: str) -> list[str]:
    """Return the parts of a module's arguments that commas divide."""
    reader = Reader(text)
    found = [reader.until(lambda token: token.key == ",")]
    while reader.take(","):
        found.append(reader.until(lambda token: token.key == ","))
    return found
