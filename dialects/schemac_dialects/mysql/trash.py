"""The trash of MySQL and MariaDB: a dropped table gets a name of schemac's own and comes back by another rename."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replace_work

from msgspec.structs import replace

from schemac.dialect import Legalizing, Trashed
from schemac.dialect.legalize import part_change
from schemac.dialect.trash import column_kept, returning_column
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Ref
from schemac.model.plan import Kept
from schemac.model.programs import Trigger
from schemac.model.tables import Check, Column, Constraint, ForeignKey, Table
from schemac.model.trash import Returning, Trash
from schemac_dialects.mysql.programs import program_work

Clause = dict[str, object]
_OF_THE_WHOLE = frozenset({"assertion", "way"})
"""What is said of a statement as a whole, and not of its parts when it is divided."""


def with_trash(works: Sequence[Work], context: Legalizing) -> Trashed:
    """Return the works, with what is dropped kept as the trash says, and what comes back filled."""
    trash = context.trash
    return Trashed(list(works) if trash is None else [_work(work, works, trash, context) for work in works])


def _work(work: Work, works: Sequence[Work], trash: Trash, context: Legalizing) -> Work:
    """Return one work that keeps what it drops, and fills what it makes anew."""
    actions: list[Action] = []
    for action in work.actions:
        change, table = action.change, action.change.subject
        if action.template == "drop_table" and isinstance(table, Table) and change.ref in trash.kept:
            actions += _table_kept(change, table, trash.kept[change.ref], work, context)
        elif action.template == "create_table" and isinstance(table, Table) and change.ref in trash.back:
            actions += _table_back(change, table, trash.back[change.ref].kept, context)
        elif action.template == "alter_table":
            actions += _altered(action, works, trash, context)
        else:
            actions.append(action)
    return replace_work(work, actions=tuple(actions))


def _global(table: Table, context: Legalizing) -> list[Constraint]:
    """Return the constraints that would reach beyond the trash: foreign keys, and checks where the database has one of each name."""
    kinds: tuple[type, ...] = (ForeignKey,) if "check" in context.capabilities.names_by_table else (ForeignKey, Check)
    return [part for part in table.constraints if isinstance(part, kinds)]


def _table_kept(change: Change, table: Table, kept: Kept, work: Work, context: Legalizing) -> Iterator[Action]:
    """Go through what keeps a table, which takes no time whatever its size."""
    for along in work.changes:
        if isinstance(along.before, Trigger):
            yield Action("drop_trigger", along)
    parts = _global(table, context)
    if parts:
        drops = [{"does": "drop_foreign_key" if isinstance(part, ForeignKey) else "drop_check", "part": part} for part in parts]
        changes = tuple(Change(Verb.DROP, part, None, table, table) for part in parts)
        yield Action("alter_table", change, {"clauses": drops, "changes": changes})
    yield Action("rename_table", change, {"after": replace(table, name=kept.name), "kept": kept})


def _table_back(change: Change, table: Table, kept: Kept, context: Legalizing) -> Iterator[Action]:
    """Go through what brings a table back."""
    yield Action("rename_table", change, {"before": replace(table, name=kept.name), "returned": kept})
    parts = _global(table, context)
    if parts:
        adds = [{"does": "add_constraint", "part": part} for part in parts]
        yield Action("alter_table", change, {"clauses": adds, "changes": tuple(part_change(table, part) for part in parts)})


def _altered(action: Action, works: Sequence[Work], trash: Trash, context: Legalizing) -> Iterator[Action]:
    """Go through the alteration of a table, with the values of its columns kept before and given back after."""
    changes: Sequence[Change] = action.fields.get("changes", ())
    clauses: Sequence[Clause] = action.fields["clauses"]
    dropped = {getattr(clause["part"], "name", "") for clause in clauses if clause["does"] == "drop_column"}
    for change in changes:
        if change.ref.name in dropped:
            yield from column_kept(change, trash)
    added = {getattr(clause["part"], "name", ""): clause for clause in clauses if clause["does"] == "add_column"}
    back = [change for change in changes if change.ref.name in added and returning_column(change, trash)]
    if not back:
        yield action
        return
    first = {change.ref.name: added[change.ref.name] for change in back}
    fields = {word: value for word, value in action.fields.items() if word not in _OF_THE_WHOLE}
    yield replace_work(action, fields={**fields, "clauses": [_open(clause) for clause in first.values()], "changes": tuple(back)})
    yield from _filled(back, works, trash, context)
    rest = [clause for clause in clauses if clause not in first.values()]
    rest = [*(_closed(clause) for clause in first.values() if _open(clause) != clause), *rest]
    if rest:
        yield replace_work(action, fields={**fields, "clauses": rest})


def _open(clause: Clause) -> Clause:
    """Return the clause that adds a column which may be null until its values are back, where it has no default."""
    column = clause["part"]
    if not isinstance(column, Column) or column.nullable or column.default is not None:
        return clause
    return {**clause, "part": replace(column, nullable=True), "checks": ()}


def _closed(clause: Clause) -> Clause:
    """Return the clause that makes such a column what it is to be."""
    return {**clause, "does": "modify_column"}


def _filled(back: Sequence[Change], works: Sequence[Work], trash: Trash, context: Legalizing) -> Iterator[Action]:
    """Go through what gives columns their values back; triggers do not notice, and times of the last change stay."""
    moved = {change.ref for work in works for change in work.changes if isinstance(change.subject, Trigger)}
    for change in back:
        found, table = trash.back[change.ref], change.table_after
        if table is None:
            continue
        hooks = _hooks(Ref("table", table.namespace, table.name), moved, context)
        yield from (Action("drop_trigger", Change(Verb.DROP, hook, None)) for hook in hooks)
        stamped = [column.name for column in table.columns if column.options.get("on_update") and column.name != change.ref.name]
        yield Action("return_values", change, {**_named(found), "stamped": stamped})
        for hook in hooks:
            yield from program_work(Change(Verb.ADD, None, hook), (), context).actions
        yield Action("drop_trash", change, {"place": found.kept.place, "returned": found.kept})


def _named(found: Returning) -> dict[str, object]:
    return {"place": found.kept.place, "key": list(zip(found.kept.key, found.key, strict=True))}


def _hooks(table: Ref, moved: set[Ref], context: Legalizing) -> list[Trigger]:
    """Return the triggers that an update of a table would set off."""
    found = [item for item in context.current if isinstance(item, Trigger) and item.owner == table.owner]
    return [item for item in found if "update" in item.events and item.ref not in moved]
