"""The trash of SQLite: a dropped table gets a name of schemac's own; the values of a dropped column stay beside the key of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replace_work

from msgspec.structs import replace

from schemac.dialect import Legalizing, Trashed
from schemac.dialect.trash import column_kept, returning_column
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.plan import Kept
from schemac.model.programs import Trigger
from schemac.model.tables import Column, ForeignKey, Table
from schemac.model.trash import Trash


def with_trash(works: Sequence[Work], context: Legalizing) -> Trashed:
    """Return the works, with what is dropped kept as the trash says, and what comes back filled."""
    trash = context.trash
    return Trashed(list(works) if trash is None else [_work(work, trash) for work in works])


def _work(work: Work, trash: Trash) -> Work:
    """Return one work that keeps what it drops, and fills what it makes anew."""
    actions: list[Action] = [action for change in work.changes for action in column_kept(change, trash)]
    for action in work.actions:
        change, table = action.change, action.change.subject
        if action.template == "drop_table" and change.verb is Verb.DROP and isinstance(table, Table) and change.ref in trash.kept:
            actions += _table_kept(change, table, trash.kept[change.ref], work)
        elif action.template == "create_table" and change.verb is Verb.ADD and isinstance(table, Table) and change.ref in trash.back:
            actions += [action, *_table_back(change, table, trash.back[change.ref].kept)]
        elif action.template == "copy_rows":
            actions += _copied(action, work, trash)
        else:
            actions.append(action)
    return replace_work(work, actions=tuple(actions))


def _table_kept(change: Change, table: Table, kept: Kept, work: Work) -> Iterator[Action]:
    """Go through what keeps a table: it is renamed at once; one with foreign keys is copied without them, because it cannot lose them."""
    for along in work.changes:
        if isinstance(along.before, Trigger):
            yield Action("drop_trigger", along)
    made = replace(table, name=kept.name, indexes=())
    if any(isinstance(part, ForeignKey) for part in table.constraints):
        free = tuple(part for part in table.constraints if not isinstance(part, ForeignKey))
        made = replace(made, constraints=free)
        columns = _stored(table)
        yield Action("create_table", change, {"after": made, "kept": kept})
        yield Action("keep_rows", change, {"made": made, "columns": columns})
        if any(column.identity is not None for column in table.columns):
            yield Action("forget_count", change, {"made": made, "replaced": table})
            yield Action("keep_count", change, {"made": made, "replaced": table})
        yield Action("drop_table", change)
        return
    yield from (Action("drop_index", Change(Verb.DROP, index, None, table, table)) for index in table.indexes)
    yield Action("old_style_renames", change)  # or what means the table would follow it into the trash
    yield Action("rename_table", change, {"after": made, "kept": kept})
    yield Action("new_style_renames", change)


def _stored(table: Table) -> tuple[str, ...]:
    """Return the columns that hold values of their own."""
    return tuple(column.name for column in table.columns if column.generated is None)


def _table_back(change: Change, table: Table, kept: Kept) -> Iterator[Action]:
    """Go through what fills a table that is made anew, and empties the trash of it."""
    held = replace(table, name=kept.name)
    yield Action("return_rows", change, {"place": kept.place, "columns": _stored(table)})
    if any(column.identity is not None for column in table.columns):
        yield Action("forget_count", change, {"made": table, "replaced": held})
        yield Action("keep_count", change, {"made": table, "replaced": held})
    yield Action("drop_trash", change, {"place": kept.place, "returned": kept})


def _copied(action: Action, work: Work, trash: Trash) -> Iterator[Action]:
    """Go through the copying of rows into a table made anew, with the values of the columns that come back, and what empties the trash."""
    found = [(change, trash.back[change.ref]) for change in work.changes if returning_column(change, trash)]
    columns = [
        {"column": change.after, "place": back.kept.place, "key": list(zip(back.kept.key, back.key, strict=True))}
        for change, back in found
        if isinstance(change.after, Column)
    ]
    names = {change.subject.name for change, _ in found}
    kept = tuple(name for name in action.fields["columns"] if name not in names)
    yield replace_work(action, fields={**action.fields, "columns": kept, "returned_columns": columns})
    for change, back in found:
        yield Action("drop_trash", change, {"place": back.kept.place, "returned": back.kept})
