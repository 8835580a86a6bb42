"""Columns that have been made ready take their places: names change and the old ones go, in one short transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.plan import Phase
from schemac.model.tables import Check, Table
from schemac_dialects.postgresql.grants import grants_of_column
from schemac_dialects.postgresql.online.apart import validated
from schemac_dialects.postgresql.online.aside import aside
from schemac_dialects.postgresql.online.beginning import Aside, keeper_fields
from schemac_dialects.postgresql.online.parts import AnyPart, Ready
from schemac_dialects.postgresql.quoting import quote


def proof(column: Aside) -> Check | None:
    """Return the check that proves of a column aside that it holds no null; None where it may."""
    if column.column.nullable:
        return None
    return Check(name=aside(column.name, "not null"), sql=f"{quote(column.name)} IS NOT NULL", valid=False)


def proved(column: Aside) -> Iterator[Action]:
    """Go through the actions that prove that a column aside holds no null; what an interrupted plan has done of it counts."""
    check = proof(column)
    if check is None:
        return
    change = Change(Verb.ADD, None, check, column.change.table_before, column.change.table_after)
    standing = next((each for each in column.table.constraints if each.name == check.name), None)
    about = {"about": column.change.ref}
    if standing is None:
        yield Action("add_constraint", change, about, Phase.VALIDATE)
    if not getattr(standing, "valid", False):
        yield validated(Action("validate_constraint", change, about))


def swapped_in(columns: Sequence[Aside], ready: Sequence[Ready], context: Legalizing) -> Iterator[Action]:
    """Go through the actions by which columns and all that was made ready on them take their places."""
    found = [action for column in columns for action in _in_place(column, context)]
    found += [action for each in ready for action in each.placed(context.capabilities)]
    found += [action for column in columns for action in _words(column, context)]
    if columns and ready:
        found += _words_of_indexes(columns[0], [each.part for each in ready], context)
    return (replace_change(action, phase=Phase.CONTRACT) for action in found)


def _in_place(column: Aside, context: Legalizing) -> Iterator[Action]:
    """Go through the actions that put one column in its place, with its default and its NOT NULL."""
    before, after = column.change.table_before, column.change.table_after
    about = {"about": column.change.ref}
    made, wanted = column.made(), column.column
    yield Action("drop_keeper", column.added(), {**about, **keeper_fields(column.table, column.name)})
    if column.follows:
        yield from _sequences(column, context)
        yield Action("drop_column", Change(Verb.DROP, column.change.before, None, before, after), about)
    yield Action("rename_column", Change(Verb.RENAME, made, wanted, before, after), about)
    if column.follows and wanted.default is not None:
        yield Action("alter_column_default", Change(Verb.ALTER, made, wanted, before, after, ("default",)), about)
    check = proof(column)
    if check is not None:
        change = Change(Verb.ALTER, replace(wanted, nullable=True), wanted, before, after, ("nullable",))
        yield Action("alter_column_nullable", change, {**about, "proved": True})
        yield Action("drop_constraint", Change(Verb.DROP, check, None, before, after), about)


def _sequences(column: Aside, context: Legalizing) -> Iterator[Action]:
    """Go through the actions that keep the sequences which the old column owns from going with it."""
    owner = (column.change.ref.namespace, column.change.ref.parent, column.column.name)
    known = {item.ref: item for schema in (context.current, context.desired) for item in schema if isinstance(item, NumberSequence)}
    for ref, sequence in known.items():
        live, wanted = (schema.objects.get(ref) for schema in (context.current, context.desired))
        held = any(isinstance(side, NumberSequence) and side.owned_by == owner for side in (live, wanted))
        stays = not context.prune if wanted is None else isinstance(wanted, NumberSequence) and wanted.owned_by == owner
        moved = replace(sequence, owned_by=(*owner[:2], column.name) if stays else None)
        if held:
            yield Action(
                "alter_sequence_owned_by", Change(Verb.ALTER, sequence, moved, aspects=("owned_by",)), {"about": column.change.ref}
            )


def _words(column: Aside, context: Legalizing) -> Iterator[Action]:
    """Go through the actions that say of a column what is said of it beside its definition."""
    if column.column.comment is not None:
        added = Change(Verb.ADD, None, column.column, column.change.table_before, column.change.table_after)
        yield Action("comment_column", added)
    if column.follows:
        yield from grants_of_column(column.change, context)


def _words_of_indexes(column: Aside, parts: Sequence[AnyPart], context: Legalizing) -> Iterator[Action]:
    """Go through the actions that say again which index a table is told or kept apart by."""
    after, before = column.change.table_after, column.table
    names = {part.name for part in parts}
    for word in sorted(context.capabilities.index_words):
        named = after.options.get(word) if after is not None else None
        if isinstance(after, Table) and named in names and before.options.get(word) == named:
            silent = replace(after, options={each: value for each, value in after.options.items() if each != word})
            yield Action("alter_table_options", Change(Verb.ALTER, silent, after, aspects=("options",)), {"word": word})
