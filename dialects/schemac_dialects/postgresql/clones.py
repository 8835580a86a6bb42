"""Indexes and keys that a partition has because the table above it has them: made for those, or taken in by them.

One with a name that the server gives says nothing and is not in the model. One with a name of its own, or behind a key of the partition's
own, is a part of the partition whose word `attached` names the index above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing, Unsupported
from schemac.model.change import Change, Verb, part_ref
from schemac.model.names import Ref
from schemac.model.objects import Words
from schemac.model.schema import Schema
from schemac.model.tables import Check, ForeignKey, Index, IndexKey, Part, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.made_names import joined

WORD = "attached"
Clone = PrimaryKey | Unique | Index
_BESIDE = "it stands beside one like it above"
_LONGEST, _TRIES = 63, 10
_CALL = re.compile(r"(?:\w+\.)?(\w+)\(")


def given_names(table: str, columns: Sequence[str], label: str) -> list[str]:
    """Return the names that the server may give to a clone on a partition: `t_a_b_idx`, `t_a_b_idx1`..."""
    second = ""
    for column in columns if label != "pkey" else ():
        second = f"{second}_{column}" if second else column
        if len(second.encode()) >= _LONGEST:
            break
    return [joined(table, second, f"{label}{number or ''}") for number in range(_TRIES)]


def given(part: Clone, table: Table) -> Clone:
    """Return a clone under the name that the server gives it."""
    if isinstance(part, Index):
        columns, label = [key.column or _called(key.sql) for key in part.keys], "idx"
    else:
        columns, label = list(part.columns), "pkey" if isinstance(part, PrimaryKey) else "key"
    name = given_names(table.name, [*columns, *part.include], label)[0]
    return replace(part, name=name, comment=None, options=_bare(part))


def _called(sql: str) -> str:
    """Return how the server calls the column of an index over an expression."""
    match = _CALL.match(sql)
    return match[1] if match else "expr"


def above(part: Part, table: Table, schema: Schema) -> tuple[Table, Clone] | None:
    """Return the table above a partition and its index or key that has taken a part in."""
    parent = schema.table(table.partition_of.table) if table.partition_of is not None else None
    name = part.options.get(WORD)
    if parent is None or not name:
        return None
    found = next((each for each in (*parent.constraints, *parent.indexes) if isinstance(each, Clone) and each.name == name), None)
    return (parent, found) if found is not None else None


def cause(part: Part, table: Table, schema: Schema) -> Ref | None:
    """Return the index or key that a part was made for, or was taken in by."""
    found = above(part, table, schema)
    return part_ref(*found) if found is not None else None


def adopted(table: Table) -> bool:
    """Tell whether a table has parts that those of the table above it take in."""
    return any(WORD in part.options for part in (*table.constraints, *table.indexes))


def refuse_invalid(changes: Sequence[Change]) -> None:
    """Refuse to make an index that cannot be used. Raises Unsupported."""
    for change in changes:
        after = change.after
        if change.verb is Verb.ADD and isinstance(after, Table):
            new: list[tuple[Table | None, Part]] = [(after, part) for part in (*after.constraints, *after.indexes)]
        elif isinstance(after, Part) and not (isinstance(change.before, Part) and change.before.options.get("invalid")):
            new = [(change.table_after, after)]
        else:
            continue
        found = next((part_ref(table, part) for table, part in new if part.options.get("invalid")), None)
        if found is not None:
            reason = f"{found} is marked as an index whose build failed, and none is made so"
            raise Unsupported(reason, "take the word `invalid` out of the definition")


def own(table: Table, schema: Schema) -> list[Clone]:
    """Return the keys and indexes of a partition's own that are like one above: they come once it is a partition, or are taken in."""
    free = replace(table, constraints=(), indexes=())
    passed = handed_down(free, schema)
    found = [part for part in (*table.constraints, *table.indexes) if isinstance(part, Clone) and WORD not in part.options]
    return [part for part in found if any(_alike(part, other) for other in passed)]


def own_later(changes: Sequence[Change], context: Legalizing) -> tuple[list[Change], dict[Ref, list[Change]]]:
    """Return the changes without the additions of parts that stand beside new ones like them above, and those by what they come after.

    One that is there already goes before, and comes again after.
    """
    new = {change.ref for change in changes if change.verb is Verb.ADD and isinstance(change.after, Clone)}
    made, late = list(changes), dict[Ref, list[Change]]()
    for table in context.desired.tables if new else ():
        for part in own(table, context.desired) if table.partition_of is not None else ():
            ref = part_ref(table, part)
            reason = next((each for each in _like(part, table, context.desired) if each in new), None)
            if reason is None:
                continue
            made = list(_without(made, ref, part, table))
            live = context.current.table(table.full_name) or table
            late.setdefault(reason, []).append(Change(Verb.ADD, None, part, live, table, because=_BESIDE))
            there = next((each for each in (*live.constraints, *live.indexes) if live is not table and part_ref(live, each) == ref), None)
            if there is not None and not any(each.verb is Verb.DROP and each.ref == ref for each in made):
                made.append(Change(Verb.DROP, there, None, live, table, because=_BESIDE))
    return made, late


def _without(changes: Sequence[Change], ref: Ref, part: Part, table: Table) -> Iterator[Change]:
    """Go through the changes without the addition of one part of a table, or with the table without it where that is new."""
    for change in changes:
        after = change.after
        if change.verb is Verb.ADD and isinstance(after, Table) and after.full_name == table.full_name:
            constraints = tuple(each for each in after.constraints if each != part)
            yield replace_change(
                change, after=replace(after, constraints=constraints, indexes=tuple(i for i in after.indexes if i != part))
            )
        elif change.verb is not Verb.ADD or change.ref != ref:
            yield change


def _like(part: Clone, table: Table, schema: Schema) -> Iterator[Ref]:
    """Go through the parts above that are like a partition's own."""
    parent = schema.table(table.partition_of.table) if table.partition_of is not None else None
    if parent is None:
        return
    yield from (part_ref(parent, other) for other in (*parent.constraints, *parent.indexes) if _alike(part, other))
    yield from _like(part, parent, schema)


def _alike(part: Clone, other: Part) -> bool:
    """Tell whether the index behind one part could serve as that behind another."""
    if not isinstance(part, Index) and isinstance(other, PrimaryKey | Unique):
        return (part.columns, part.include) == (other.columns, other.include)
    pair = _keys(part), _keys(other)
    return pair[0] is not None and pair[0] == pair[1]


def _keys(part: Part) -> Index | None:
    """Return what the index behind a part is, whatever it is called."""
    if isinstance(part, Index):
        return replace(part, name="", comment=None, options={}, dialects={})
    if not isinstance(part, PrimaryKey | Unique):
        return None
    distinct = part.nulls_distinct if isinstance(part, Unique) else True
    return Index(keys=tuple(IndexKey(column=column) for column in part.columns), unique=True, include=part.include, nulls_distinct=distinct)


def with_clones(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with clones going where what they were made for goes: renamed with it, or dropped and made again with it."""
    if not any(adopted(table) for schema in (context.current, context.desired) for table in schema.tables):
        return list(changes)
    touched = {change.ref for change in changes}
    dropped = {change.ref for change in changes if change.verb is Verb.DROP}
    again = [again for table in context.current.tables for again in _again(table, touched, dropped, context)]
    return [_with_clone(change, dropped, context) for change in (*changes, *again)]


def _again(table: Table, touched: set[Ref], dropped: set[Ref], context: Legalizing) -> Iterator[Change]:
    """Go through the drops and additions of clones that nobody changes and that lose what they were made for."""
    wanted = context.desired.table(table.full_name)
    if wanted is None or not adopted(table):
        return
    for part in (*table.constraints, *table.indexes):
        reason = cause(part, table, context.current)
        if reason in dropped and part_ref(table, part) not in touched:
            because = f"it goes with {reason}"
            yield Change(Verb.DROP, part, None, table, wanted, because=because)
            yield Change(Verb.ADD, None, part, table, wanted, because=because)


def _with_clone(change: Change, dropped: set[Ref], context: Legalizing) -> Change:
    """Return what becomes of one change: on a partition that stays one, a clone is renamed rather than made or dropped."""
    part, before, after = change.subject, change.table_before, change.table_after
    stays = before is not None and after is not None and before.partition_of == after.partition_of
    if not isinstance(part, Clone) or WORD not in part.options or before is None or after is None or not stays:
        return change
    if change.verb is Verb.ADD:
        made = above(part, after, context.desired)
        return change if made is None or _stands_behind(part, made[1]) else _renamed(given(part, after), part, change)
    made = above(part, before, context.current)
    if change.verb is Verb.DROP and made is not None and part_ref(*made) not in dropped and not _stands_behind(part, made[1]):
        return _renamed(part, given(part, before), change)
    return change


def _stands_behind(part: Part, other: Part) -> bool:
    """Tell whether a key of a partition stands behind a mere index above."""
    return isinstance(other, Index) and not isinstance(part, Index)


def _renamed(before: Part, after: Part, change: Change) -> Change:
    because = "the table above has one like it"
    return replace_change(change, verb=Verb.ALTER, before=before, after=after, aspects=("name",), because=because)


def attached_apart(change: Change, added: AbstractSet[Ref], context: Legalizing) -> list[Change] | None:
    """Return what a change takes by which a part is taken in by one above, or let go, and nothing else; None for any other change.

    The server does it by itself where the partition is given away or taken, and where the index above is new.
    """
    before, after, holder = change.before, change.after, change.table_after
    if change.aspects != ("options",) or not isinstance(before, Clone) or not isinstance(after, Clone) or holder is None:
        return None
    if change.verb is not Verb.ALTER or _bare(before) != _bare(after):
        return None
    moves = change.table_before is None or change.table_before.partition_of != holder.partition_of
    reason = cause(after, holder, context.desired)
    if moves or (reason is not None and reason in added):
        return []
    because = "it cannot be taken in or let go in place"
    drop = replace_change(change, verb=Verb.DROP, after=None, aspects=(), because=because)
    return [drop, replace_change(change, verb=Verb.ADD, before=None, aspects=(), because=because)]


def _bare(part: Part) -> Words:
    """Return the native words of a part but the one about what is above."""
    return {word: value for word, value in part.options.items() if word != WORD}


def gone_with_cause(changes: Sequence[Change], context: Legalizing) -> dict[Ref, list[Change]]:
    """Return the drops of clones that need no statement, by what they were made for, which is dropped."""
    dropped = {change.ref for change in changes if change.verb is Verb.DROP}
    found: dict[Ref, list[Change]] = {}
    for change in changes:
        table, wanted, part = change.table_before, change.table_after, change.before
        if change.verb is not Verb.DROP or table is None or wanted is None or not isinstance(part, Clone):
            continue
        reason = cause(part, table, context.current) if table.partition_of == wanted.partition_of else None
        if reason is not None and reason in dropped:
            found.setdefault(reason, []).append(change)
    return found


def handed_down(table: Table, schema: Schema) -> list[Part]:
    """Return what a table has of the tables above it without saying so, each under the name that it has there."""
    taken = {part.options[WORD] for part in (*table.constraints, *table.indexes) if WORD in part.options}
    found: list[Part] = []
    for name in table.parents:
        parent = schema.table(name)
        if parent is None:
            continue
        for part in (*parent.constraints, *parent.indexes, *handed_down(parent, schema)):
            if (isinstance(part, Check) and not part.no_inherit) or (table.partition_of is not None and isinstance(part, ForeignKey)):
                found.append(replace(part, comment=None))
            elif table.partition_of is not None and isinstance(part, Clone) and part.name not in taken:
                found.append(given(part, table))
    return found
