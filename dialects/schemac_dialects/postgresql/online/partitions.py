"""Indexes and keys of partitioned tables: built on each part beside its readers and writers, and put together in one short transaction.

Source: https://www.postgresql.org/docs/current/ddl-partitioning.html (CREATE INDEX ON ONLY, ALTER INDEX ... ATTACH PARTITION)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name, Ref
from schemac.model.online import ASIDE
from schemac.model.plan import Phase
from schemac.model.schema import Schema
from schemac.model.tables import Index, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.clones import WORD, Clone, adopted, given, given_names, own
from schemac_dialects.postgresql.online.apart import ONLY, beside
from schemac_dialects.postgresql.online.aside import aside
from schemac_dialects.postgresql.online.constraints import key_index


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a partitioned table, as it stands, with the clone that it is to have.

    built: the index under the name under which it is built; None for a part that is divided itself. parts: of those, theirs.
    """

    table: Table
    clone: Clone
    built: Index | None
    parts: tuple[_Part, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether an interrupted plan has built the index."""
        return self.built is not None and any(
            each.name == self.built.name and not each.options.get("invalid") for each in self.table.indexes
        )


def on_each_part(works: Sequence[Work], context: Legalizing) -> list[Work]:
    """Return the works with new indexes and keys of large partitioned tables made part by part."""
    made: list[Work] = []
    reused: set[Ref] = set()
    for work in works:
        tree = _tree(work, works, context)
        made.append(work if tree is None else _apart(work, tree))
        reused |= {Ref("index", leaf.table.namespace, leaf.built.name, leaf.table.name) for leaf in _leaves(tree or ()) if leaf.built}
    return [work for work in made if not (work.changes[0].verb is Verb.DROP and work.changes[0].ref in reused and _usable(work))]


def takes_in(change: Change, works: Sequence[Work], context: Legalizing) -> bool:
    """Tell whether an index of a partitioned table comes to take in what its parts have, so that it must wait until that is built.

    One that gives way to such an index stays as long.
    """
    above = {each.ref for work in works for each in work.changes if each.verb is Verb.ADD}
    if not isinstance(change.subject, Index) or change.ref not in above:
        return False
    return any(
        table.partition_of is not None and table.partition_of.table == change.ref.owner and part.options.get(WORD) == change.ref.name
        for table in context.desired.tables
        for part in (*table.constraints, *table.indexes)
    )


def _usable(work: Work) -> bool:
    """Tell whether an index that is left over is whole."""
    return not getattr(work.changes[0].before, "options", {}).get("invalid")


def _tree(work: Work, works: Sequence[Work], context: Legalizing) -> tuple[_Part, ...] | None:
    """Return the parts on which a work's index is to be built one by one; None where it is made at once."""
    change = work.changes[0]
    table, part = change.table_before, change.after
    if len(work.changes) > 1 or change.verb is not Verb.ADD or not isinstance(part, Clone) or table is None:
        return None
    wanted = change.table_after
    if not table.partition_by or table.parents or wanted is None or wanted.full_name not in context.online:
        return None
    if isinstance(part, PrimaryKey | Unique) and (part.deferrable or part.options.get("without_overlaps")):
        return None
    family = _family(table, context.current)
    if _changes(family, works) or not _is_plain(family, context):
        return None
    return tuple(_parts(table, part, context, set(_names(context))))


def _family(table: Table, schema: Schema) -> list[Table]:
    """Return all the parts of a table, and theirs."""
    own_parts = [each for each in schema.tables if table.full_name in each.parents]
    return [each for own_part in own_parts for each in (own_part, *_family(own_part, schema))]


def _changes(family: Sequence[Table], works: Sequence[Work]) -> bool:
    """Tell whether parts come or go in the same plan."""
    names = {table.full_name for table in family}
    for change in (change for work in works for change in work.changes if change.kind == "table"):
        subject = change.subject
        comes = isinstance(subject, Table) and bool(subject.parents) and change.verb is Verb.ADD
        if comes or (change.ref.owner in names and (change.verb is not Verb.ALTER or {"partition_of", "inherits"} & set(change.aspects))):
            return True
    return False


def _is_plain(family: Sequence[Table], context: Legalizing) -> bool:
    """Tell whether every part stays a table of this server that has all its indexes from above."""
    foreign = context.inspection is not None and any("foreign" in item.kind for item in context.inspection.census)
    for table in family:
        wanted = context.desired.table(table.full_name)
        if wanted is None or foreign or any(adopted(side) for side in (table, wanted)):
            return False
        bare = replace(table, indexes=tuple(index for index in table.indexes if not index.name.startswith(ASIDE)))
        if own(bare, context.desired) or own(wanted, context.desired):
            return False
    return True


def _names(context: Legalizing) -> Iterator[Name]:
    """Go through the names that indexes cannot have."""
    for schema in (context.current, context.desired):
        for item in schema:
            yield item.full_name
            if isinstance(item, Table):
                yield from (Name(item.namespace, part.name) for part in (*item.constraints, *item.indexes))


def _parts(table: Table, part: Clone, context: Legalizing, taken: set[Name]) -> Iterator[_Part]:
    """Go through the parts of a table, each with what it is to have of an index above."""
    for each in context.current.tables:
        if table.full_name not in each.parents:
            continue
        clone = _named(given(part, each), each, taken)
        taken.add(Name(each.namespace, clone.name))
        if each.partition_by:
            yield _Part(each, clone, None, tuple(_parts(each, part, context, taken)))
        else:
            index = clone if isinstance(clone, Index) else key_index(clone, "")
            yield _Part(each, clone, replace(index, name=aside(str(each.full_name), part.kind, repr(replace(index, name="")))))


def _named(clone: Clone, table: Table, taken: AbstractSet[Name]) -> Clone:
    """Return a clone under the first name that the server would give it and nobody has."""
    if Name(table.namespace, clone.name) not in taken:
        return clone
    columns, label = ([], "pkey") if isinstance(clone, PrimaryKey) else (_columns(clone), "key" if isinstance(clone, Unique) else "idx")
    free = (name for name in given_names(table.name, columns, label) if Name(table.namespace, name) not in taken)
    return replace(clone, name=next(free, clone.name))


def _columns(clone: Clone) -> list[str]:
    """Return the columns by which a clone is called."""
    columns = list(clone.columns) if isinstance(clone, PrimaryKey | Unique) else [key.column or "expr" for key in clone.keys]
    return [*columns, *clone.include]


def _leaves(parts: Sequence[_Part]) -> Iterator[_Part]:
    for part in parts:
        yield from _leaves(part.parts) if part.built is None else (part,)


def _apart(work: Work, tree: Sequence[_Part]) -> Work:
    """Return the work that builds an index on each part, makes it of the whole without its parts, and attaches them."""
    change = work.changes[0]
    about = {"about": change.ref}
    built = [
        beside(Action("create_index", _on(leaf.table, leaf.built), about), Phase.BACKFILL)
        for leaf in _leaves(tree)
        if leaf.built is not None and not leaf.stands
    ]
    rest = [action for action in work.actions if action.template not in {"create_index", "add_constraint"}]
    whole = Change(Verb.ADD, None, change.after, change.table_before, change.table_after)
    together = [_only(whole, about), *_attached(tree, change, about)]
    last = [replace_change(action, phase=Phase.BACKFILL) for action in (*together, *rest)]
    return replace_change(work, actions=(*built, *last))


def _attached(parts: Sequence[_Part], above: Change, about: dict[str, Ref]) -> Iterator[Action]:
    """Go through the actions that make the clones what they are to be and attach them."""
    for part in parts:
        add = _on(part.table, part.clone)
        if part.built is None:
            yield _only(add, about)
            yield from _attached(part.parts, add, about)
        elif isinstance(part.clone, Index):
            yield Action("rename_index", Change(Verb.RENAME, part.built, part.clone, part.table, part.table), about)
        else:
            yield Action("add_constraint_over", add, {"index": part.built.name, **about})
        yield Action("attach_index", add, {"above": above.subject.name, "whole": above.table, **about})


def _on(table: Table, part: Clone | None) -> Change:
    return Change(Verb.ADD, None, part, table, table)


def _only(change: Change, about: dict[str, Ref]) -> Action:
    """Return the action that makes an index or key of a partitioned table that has none of its parts' yet."""
    template = "create_index" if isinstance(change.after, Index) else "add_constraint"
    return Action(template, change, {ONLY: True, **about})
