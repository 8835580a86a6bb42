"""Partitions and tables that inherit: what the server does to them by itself, and how they are made, attached and detached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.dialect.legalize import part_change
from schemac.model.change import Action, Change, Verb, part_ref
from schemac.model.names import Name, Ref
from schemac.model.tables import Check, Column, ForeignKey, Table
from schemac_dialects.postgresql.clones import adopted, handed_down, own
from schemac_dialects.postgresql.not_null import NO_INHERIT

LOCAL = "local"
"""The native word of a column that a table has from a parent and by itself too."""

DETACHING = "detaching"
"""What a partition is said to hold whose detaching was interrupted: its whole does not show its rows any more."""

_IDENTITY_HANDED_DOWN = 17
_PLACES = frozenset({"partition_of", "inherits"})


def without_handed_down(changes: Sequence[Change]) -> list[Change]:
    """Return the changes without those of columns, and renames of anything, that reach a child when its parent changes."""
    asked = {change.ref: change for change in changes}
    return [change for change in changes if not _handed_down(change, asked)]


def _handed_down(change: Change, asked: dict[Ref, Change]) -> bool:
    """Tell whether the same change is made to a parent that the table has before and after."""
    before, after, subject = change.table_before, change.table_after, change.subject
    if before is None or after is None or not isinstance(subject, Column) or change.aspects == ("comment",):
        return False
    for parent in after.parents:
        other = asked.get(Ref("column", parent.namespace, subject.name, parent.name))
        if other is not None and parent in before.parents and other.verb is change.verb and set(change.aspects) <= set(other.aspects):
            return True
    return False


def create_child(change: Change, table: Table, constraints: Sequence[object], context: Legalizing) -> list[Action]:
    """Return the actions that make a new child with what it has besides its parent's columns."""
    parents = [parent for parent in (context.desired.table(name) for name in table.parents) if parent is not None]
    given: dict[str, Column] = {}
    for parent in parents:
        for column in parent.columns:
            free = column.nullable or bool(column.options.get(NO_INHERIT))
            given.setdefault(column.name, replace(column, comment=None, nullable=free))
    rest = [column.name for column in table.columns if column.name not in given]
    in_order = [column.name for column in table.columns] == [*given, *rest]
    partition = table.partition_of is not None
    own = [column for column in table.columns if not _alike(column, given.get(column.name), context, partition=partition)]
    if table.partition_of is None:
        said = [column for column in table.columns if column.name not in given or column in own or LOCAL in column.options]
        columns = [column if column in own or column.name not in given else replace(column, generated=None) for column in said]
        return [Action("create_table", change, {"constraints": constraints, "columns_of": columns})]
    if in_order and parents and not adopted(table) and all(_same_kind(column, given.get(column.name)) for column in own):
        said = [replace(column, nullable=column.nullable or not given[column.name].nullable) for column in own]
        said = [column for column in said if column.default is not None or not column.nullable]
        return [
            Action("create_partition", change, {"constraints": constraints, "columns": said}),
            *(_undefaulted(column, table) for column in own if column.default is None and given[column.name].default is not None),
        ]
    checks = [part for part in handed_down(table, context.desired) if isinstance(part, Check)]
    made = Action("create_table", change, {"constraints": [*constraints, *checks], "columns_of": table.columns})
    return [made, Action("attach_partition", change)]


def _undefaulted(column: Column, table: Table) -> Action:
    """Return the action that takes from a partition's column the default that its parent hands down."""
    return Action("drop_default", Change(Verb.ALTER, column, column, table, table, ("default",)))


def _alike(column: Column, given: Column | None, context: Legalizing, *, partition: bool) -> bool:
    """Tell whether a child's column is the one that its parent hands down."""
    if given is None:
        return False
    if not partition or context.capabilities.version[0] < _IDENTITY_HANDED_DOWN:
        given = replace(given, identity=None)
    return replace(column, comment=None, options={}) == replace(given, options={})


def _same_kind(column: Column, given: Column | None) -> bool:
    """Tell whether a column differs from its parent's by no more than what can be said of a partition's column."""
    return given is not None and (column.type, column.generated, column.collation) == (given.type, given.generated, given.collation)


def made_local(change: Change) -> list[Action]:
    """Return what makes columns a table's own that it has from its parents: it leaves these and comes back, once for all such columns."""
    before, after = change.table_before, change.table_after
    if change.verb is not Verb.ALTER or before is None or after is None or LOCAL not in getattr(change.after, "options", {}):
        return []
    live = {column.name: column.options for column in before.columns}
    waiting = [column.name for column in after.columns if LOCAL in column.options and LOCAL not in live.get(column.name, {LOCAL: True})]
    if waiting[:1] != [change.ref.name]:
        return []
    place = Change(Verb.ALTER, before, after, aspects=("inherits",))
    stays = [parent for parent in before.inherits if parent in after.inherits]
    return [Action(template, place, {"parent": parent}) for template in ("no_inherit", "inherit") for parent in stays]


def moved(change: Change) -> Iterator[Change]:
    """Go through a change of a table as up to three: what it leaves, what it is besides, what it comes to be a child of.

    The aspect `bound` says that a partition leaves its whole for other bounds only.
    """
    before, after = change.before, change.after
    if not isinstance(before, Table) or not isinstance(after, Table) or _PLACES.isdisjoint(change.aspects):
        yield change
        return
    kept = tuple(parent for parent in before.inherits if parent in after.inherits)
    stays = before.partition_of if before.partition_of == after.partition_of else None
    between = replace(before, partition_of=stays, inherits=kept)
    besides = tuple(aspect for aspect in change.aspects if aspect not in _PLACES)
    made = replace(after, partition_of=stays, inherits=kept)
    place = before.partition_of
    same = place is not None and after.partition_of is not None and place.table == after.partition_of.table and place.values != DETACHING
    bound = ("bound",) if same else ()
    if between != before:
        aspects = tuple(aspect for aspect in ("partition_of", "inherits") if getattr(between, aspect) != getattr(before, aspect))
        yield replace_change(change, after=between, aspects=(*aspects, *bound))
    if besides:
        yield replace_change(change, before=between, after=made, aspects=besides)
    if made != after:
        aspects = tuple(aspect for aspect in ("partition_of", "inherits") if getattr(made, aspect) != getattr(after, aspect))
        yield replace_change(change, before=made, aspects=(*aspects, *bound))


def placed(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions that take a partition or child from its parents, or give it to others; checks that those have come first."""
    before, after = change.before, change.after
    if not isinstance(before, Table) or not isinstance(after, Table):
        return []
    if before.partition_of is not None and after.partition_of is None:
        return [Action("detach_partition", change)]
    made = [Action("no_inherit", change, {"parent": parent}) for parent in before.inherits if parent not in after.inherits]
    new = [parent for parent in after.inherits if parent not in before.inherits]
    if new or (after.partition_of is not None and before.partition_of is None):
        live = context.current.table(before.full_name) or before
        there = {part.name for part in (*live.constraints, *handed_down(live, context.current))}
        missing = [part for part in handed_down(after, context.desired) if isinstance(part, Check) and part.name not in there]
        made += [Action("add_constraint", part_change(after, part)) for part in missing]
    made += [Action("inherit", change, {"parent": parent}) for parent in new]
    return made + ([Action("attach_partition", change)] if after.partition_of is not None and before.partition_of is None else [])


def with_left(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with what a table keeps of the parents that it leaves, which is dropped where nobody wants it.

    What is wanted of that is there already; what is dropped because new parents have it is handed down by them again.
    """
    whole = list(changes)
    for change in changes:
        before, after = change.before, change.after
        if not isinstance(before, Table) or not isinstance(after, Table) or _PLACES.isdisjoint(change.aspects):
            continue
        whole = [each for each in whole if not _comes_again(each, after, context)]
        same = before.partition_of is not None and after.partition_of is not None and before.partition_of.table == after.partition_of.table
        wanted = {part_ref(after, part): part for part in (*after.constraints, *after.indexes)}
        for part in () if same else handed_down(before, context.current):
            ref = part_ref(after, part)
            if ref in wanted and replace(wanted[ref], options={}, comment=None) == replace(part, options={}, comment=None):
                whole = [each for each in whole if not (each.verb is Verb.ADD and each.ref == ref)]
            elif part not in handed_down(after, context.desired):
                free = replace(after, partition_of=None, inherits=())
                whole.append(Change(Verb.DROP, part, None, free, after, because="its parent left it there"))
    return whole


def behind_attaching(changes: Sequence[Change], context: Legalizing) -> dict[Ref, list[Change]]:
    """Return the additions of keys and indexes that come once their table is a partition, by the table.

    Those like one above would be taken in if they were there before; the ones that are go, and come again.
    """
    found: dict[Ref, list[Change]] = {}
    for change in changes:
        after = change.after
        if not attaches(change) or not isinstance(after, Table):
            continue
        beside = {part_ref(after, part): part for part in own(after, context.desired)}
        added = [each for each in changes if each.verb is Verb.ADD and each.ref in beside]
        live = context.current.table(after.full_name) or after
        there = [part for ref, part in beside.items() if ref not in {each.ref for each in added}]
        found[change.ref] = [*added, *(Change(Verb.ADD, None, part, live, after, because="it is to stand for itself") for part in there)]
    return found


def attaches(change: Change) -> bool:
    """Tell whether a change makes a table that is there a partition."""
    before, after = change.before, change.after
    if change.verb is not Verb.ALTER or not isinstance(before, Table) or not isinstance(after, Table):
        return False
    return before.partition_of is None and after.partition_of is not None


def _comes_again(change: Change, table: Table, context: Legalizing) -> bool:
    """Tell whether a change drops a check of a table that its new parents have too."""
    if change.verb is not Verb.DROP or not isinstance(change.before, Check) or change.ref.owner != table.full_name:
        return False
    return replace(change.before, comment=None) in handed_down(table, context.desired)


def gone_with_parent(changes: Sequence[Change]) -> dict[Ref, list[Change]]:
    """Return the drops of partitions that need no statement, because the table that they are part of is dropped, by that table."""
    lost = {change.ref for change in changes if change.verb is Verb.DROP and change.kind == "table"}
    found: dict[Ref, list[Change]] = {}
    for change in changes:
        table = change.before
        if change.verb is Verb.DROP and isinstance(table, Table) and table.partition_of is not None:
            parent = Ref("table", *table.partition_of.table)
            if parent in lost:
                found.setdefault(parent, []).append(change)
    return found


def keys_first(changes: Sequence[Change]) -> list[Change]:
    """Return the changes with the foreign keys of partitions that go with their whole as drops of their own, which closes no circle."""
    along = {id(change) for group in gone_with_parent(changes).values() for change in group}
    lost = {change.ref.owner for change in changes if change.verb is Verb.DROP and change.kind == "table"}
    made: list[Change] = []
    for change in changes:
        table = change.before
        keys = [part for part in table.constraints if isinstance(part, ForeignKey)] if isinstance(table, Table) else []
        keys = [key for key in keys if key.table in lost and key.table != change.ref.owner]
        if id(change) not in along or not isinstance(table, Table) or not keys:
            made.append(change)
            continue
        bare = replace(table, constraints=tuple(part for part in table.constraints if part not in keys))
        made += [Change(Verb.DROP, key, None, table, table, because="the tables refer to each other") for key in keys]
        made.append(replace_change(change, before=bare))
    return made


def dropped(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions that drop a table; a partition to whose whole a foreign key refers is taken out of it first."""
    table = change.before
    if not isinstance(table, Table):
        return []
    wholes: set[Name] = set()
    above: Table | None = table
    while above is not None and above.partition_of is not None and above.partition_of.table not in wholes:
        wholes.add(above.partition_of.table)
        above = context.current.table(above.partition_of.table)
    keys = (part for other in context.current.tables for part in other.constraints if isinstance(part, ForeignKey)) if wholes else ()
    detached = [Action("detach_partition", replace_change(change, after=table))] if any(key.table in wholes for key in keys) else []
    return [*detached, Action("drop_table", change)]


def goes_with_parent(change: Change, gone: frozenset[Ref], context: Legalizing) -> bool:
    """Tell whether a policy goes because its table does, and stands in nothing else's way."""
    table = change.ref._replace(kind="table", name=change.ref.parent, parent="")
    if change.verb is not Verb.DROP or change.kind != "policy" or table not in gone:
        return False
    recorded = context.inspection.depends if context.inspection is not None else ()
    return all(needed == table or needed.parent == table.name for reader, needed in recorded if reader == change.ref)
