"""The trash of PostgreSQL, a schema: a dropped table moves there as bare rows; a dropped column's values stay there beside their key.

A table in the trash has nothing that could be in anybody's way: no key, index, default, trigger or sequence. A type that it has and that
is dropped moves along. What comes back is made anew, and then filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as replace_work

from msgspec.structs import replace

from schemac.dialect import Legalizing, Trashed
from schemac.dialect.trash import column_kept, returning_column
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name, Ref
from schemac.model.objects import Domain, Enum, Object
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.plan import Kept
from schemac.model.programs import Trigger
from schemac.model.relations import Composite
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import Column, ForeignKey, Table
from schemac.model.trash import Returning, Trash

SPACE = "schemac_trash"
_MADE = frozenset({"create_table", "create_partition", "attach_partition"})
_ASIDE = {"drop_enum_aside": "enum", "drop_domain_aside": "domain"}


def with_trash(works: Sequence[Work], context: Legalizing) -> Trashed:
    """Return the works, with what is dropped kept as the trash says, and what comes back filled."""
    trash = context.trash
    if trash is None:
        return Trashed(list(works))
    used = _used(works, trash, context)
    moving = {change.ref for work in works for change in work.changes if isinstance(change.subject, Trigger)}
    hooks = [item for item in context.current if isinstance(item, Trigger) and item.ref not in moving and _runs(item)]
    made = [_work(work, trash, context, used, hooks) for work in works]
    first = next((action.change for work in made for action in work.actions if "kept" in action.fields), None)
    last = next((action.change for work in made for action in work.actions if "returned" in action.fields), None)
    left = [*_roots_left(works, trash), *(_types_left(last, trash) if last is not None else ())]
    return Trashed(
        made,
        (Work((), (Action("create_trash", first),)),) if first is not None else (),
        (Work((), tuple(left)),) if left else (),
    )


def _roots_left(works: Iterable[Work], trash: Trash) -> Iterator[Action]:
    """Go through what empties the trash of tables whose rows were in their partitions, which have come back by then."""
    for work in works:
        for change in work.changes:
            if change.verb is Verb.ADD and isinstance(change.after, Table) and change.after.partition_by and change.ref in trash.back:
                kept = trash.back[change.ref].kept
                yield Action("drop_trash", change, {"place": kept.place, "returned": kept})


def _types_left(change: Change, trash: Trash) -> Iterator[Action]:
    """Go through what empties the trash of the types that tables there had."""
    for ref, back in trash.back.items():
        if back.kept.kind not in {"table", "column"}:
            yield Action("drop_trash_type", change, {"kind": ref.kind, "place": back.kept.place, "returned": back.kept})


def _runs(trigger: Trigger) -> bool:
    """Tell whether an update sets a trigger off."""
    return "update" in trigger.events and trigger.state not in {"disabled", "replica"}


def _used(works: Iterable[Work], trash: Trash, context: Legalizing) -> frozenset[Ref]:
    """Return the types that tables in the trash have, or will have, with those that these types are made of."""
    found = set(trash.used)
    for work in works:
        for change in work.changes:
            if change.verb is Verb.DROP and isinstance(change.before, Table) and change.ref in trash.kept:
                found.update(ref for column in change.before.columns for ref in own_types(column.type, context.current))
    waiting = list(found)
    for ref in waiting:
        item = context.current.objects.get(ref)
        texts = [item.type] if isinstance(item, Domain) else [each.type for each in item.attributes] if isinstance(item, Composite) else []
        new = [each for text in texts for each in own_types(text, context.current) if each not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def own_types(text: str, schema: Schema) -> list[Ref]:
    """Return the types of the database's own that a type's text may speak of."""
    names = identifiers(text)
    return [item.ref for item in schema if isinstance(item, Enum | Domain | Composite) and item.name in names]


def _work(work: Work, trash: Trash, context: Legalizing, used: frozenset[Ref], hooks: Sequence[Trigger]) -> Work:
    """Return one work that keeps what it drops, and fills what it makes anew."""
    made = [action.template for action in work.actions]
    actions: list[Action] = []
    for at, action in enumerate(work.actions):
        change, subject = action.change, action.change.subject
        kind = _ASIDE.get(action.template, action.template.removeprefix("drop_"))
        filled = action.template in _MADE and _MADE.isdisjoint(made[at + 1 :])
        if action.template == "drop_table" and isinstance(subject, Table) and change.ref in trash.kept:
            actions += _table_kept(action, subject, trash, work)
        elif action.template == "drop_column":
            actions += [*_column_kept(action, trash, context), action]
        elif action.template in {*_ASIDE, "drop_enum", "drop_domain", "drop_composite"} and (kind, *change.ref[1:]) in used:
            actions += _type_kept(action, kind, trash)
        elif filled and isinstance(subject, Table) and change.verb is Verb.ADD and change.ref in trash.back:
            actions += [action, *_table_back(change, subject, trash.back[change.ref].kept, context)]
        elif action.template == "add_column" and returning_column(change, trash) and isinstance(subject, Column):
            actions += _column_back(action, subject, trash.back[change.ref], context, hooks)
        else:
            actions.append(action)
    return replace_work(work, actions=tuple(actions))


def _table_kept(action: Action, table: Table, trash: Trash, work: Work) -> Iterator[Action]:
    """Go through what moves a table to the trash with its partitions; all of it takes no time, whatever the size."""
    change, kept, phase = action.change, trash.kept[action.change.ref], action.phase
    if table.partition_of is not None:
        yield Action("detach_partition", Change(Verb.ALTER, table, replace(table, partition_of=None)), {}, phase)
    gone = [each for each in work.changes if isinstance(each.before, Table) and each.verb is Verb.DROP and each.ref in trash.kept]
    counted = [column.name for column in table.columns if column.identity is not None or "nextval(" in (column.default or "")]
    if counted:
        yield Action("keep_counts", change, {"place": _counts(kept), "columns": counted}, phase)
    yield Action("strip_table", change, {}, phase)
    for each in gone:
        to = trash.kept[each.ref]
        yield Action("to_trash_name", each, {"held": each.ref.owner, "called": to.name}, phase)
        yield Action("to_trash", each, {"held": Name(to.namespace, to.name), "kept": to}, phase)


def _counts(kept: Kept) -> Name:
    """Return where the positions of a table's counters are kept."""
    return Name(kept.space, f"{kept.number}_counts of it")


def _column_kept(action: Action, trash: Trash, context: Legalizing) -> Iterator[Action]:
    """Go through what keeps a column's values, while nobody writes: those of types of the database's own as text, which needs none."""
    table = action.change.table_before
    for made in column_kept(action.change, trash):
        columns = {column.name: column for column in table.columns} if table is not None else {}
        names = [*made.fields["key"], action.change.subject.name]
        said = [(name, bool(own_types(columns[name].type, context.current))) for name in names]
        yield Action("lock_writers", action.change, {}, action.phase)
        yield replace_work(made, fields={**made.fields, "said": said}, phase=action.phase)


def _type_kept(action: Action, kind: str, trash: Trash) -> Iterator[Action]:
    """Go through what moves a type to the trash, because a table there has it."""
    kept, change = trash.kept.get(Ref(kind, *action.change.ref[1:])), action.change
    subject = change.before if change.before is not None else change.subject
    if kept is None or not isinstance(subject, Object):
        yield action
        return
    held = Name(subject.namespace, str(action.fields.get("aside", subject.name)))
    checks = [check.name for check in subject.checks] if isinstance(subject, Domain) else []
    if isinstance(subject, Domain):
        yield Action("strip_domain", change, {"held": held, "checks": checks}, action.phase)
    fields: dict[str, object] = {"held": held, "called": kept.name, "kind": kind}
    yield Action("to_trash_type_name", change, fields, action.phase)
    yield Action("to_trash_type", change, {**fields, "held": Name(subject.namespace, kept.name), "kept": kept}, action.phase)


def _table_back(change: Change, table: Table, kept: Kept, context: Legalizing) -> Iterator[Action]:
    """Go through what fills a table that is made anew, sets its counters, and empties the trash of it; partitions fill themselves."""
    stored = [column for column in table.columns if column.generated is None]
    said = [(column.name, column.type if own_types(column.type, context.desired) else "") for column in stored]
    always = any(column.identity is not None for column in stored)
    if not table.partition_by:
        yield Action("return_rows", change, {"place": kept.place, "said": said, "always": always})
    if any(isinstance(part, ForeignKey) and part.initially_deferred for part in table.constraints):
        yield Action("settle_keys", change)
    counted = list(_counters(table, context.desired))
    for column, sequence in counted:
        yield Action("return_count", change, {"place": _counts(kept), "column": column, "sequence": sequence})
    if any(column.identity is not None or "nextval(" in (column.default or "") for column in table.columns):
        yield Action("drop_trash", change, {"place": _counts(kept)})
    if not table.partition_by:
        yield Action("drop_trash", change, {"place": kept.place, "returned": kept})


def _counters(table: Table, schema: Schema) -> Iterator[tuple[str, Name | None]]:
    """Go through the columns that count, each with its sequence where that has a life of its own."""
    owned: Mapping[tuple[str, ...], Name] = {
        tuple(item.owned_by): item.full_name for item in schema if isinstance(item, NumberSequence) and item.owned_by
    }
    for column in table.columns:
        sequence = owned.get((table.namespace, table.name, column.name))
        if column.identity is not None or sequence is not None:
            yield column.name, sequence


def _column_back(action: Action, column: Column, back: Returning, context: Legalizing, hooks: Sequence[Trigger]) -> Iterator[Action]:
    """Go through what adds a column, gives it its values without any trigger noticing, and makes it what it is to be."""
    change, table = action.change, action.change.table_after
    late = column.identity is not None or (not column.nullable and column.default is None)
    first = replace(column, nullable=True, identity=None) if late else column
    yield replace_work(action, fields={**action.fields, "after": first})
    own = [hook for hook in hooks if table is not None and hook.owner == table.full_name]
    for hook in own:
        still = replace(hook, state="disabled")
        yield Action("alter_trigger_state", Change(Verb.ALTER, hook, still, aspects=("state",)))
    columns = {each.name: each for each in table.columns} if table is not None else {}
    pairs = [(was, now, bool(own_types(columns[now].type, context.desired))) for was, now in zip(back.kept.key, back.key, strict=True)]
    cast = column.type if own_types(column.type, context.desired) else ""
    yield Action("return_values", change, {"place": back.kept.place, "pairs": pairs, "cast": cast})
    for hook in own:
        still = replace(hook, state="disabled")
        yield Action("alter_trigger_state", Change(Verb.ALTER, still, hook, aspects=("state",)))
    yield Action("drop_trash", change, {"place": back.kept.place, "returned": back.kept})
    if late and not column.nullable:
        yield Action("alter_column_nullable", change)
    if column.identity is not None:
        yield Action("add_identity", change)
        yield Action("sync_identity", change)
