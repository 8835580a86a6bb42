"""The plan: from what is live to what is desired, with every statement, its reasons and its hazards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from schemac.compile.statements import Written, write
from schemac.dialect import Capabilities, Dialect, Legalizing
from schemac.diff import Differences, lookalikes
from schemac.diff.keeping import keeping
from schemac.errors import Position
from schemac.hazards import judge
from schemac.hazards.deciding import chosen, decide
from schemac.hazards.kept import kept_told
from schemac.model.change import Change, Verb
from schemac.model.decision import NO_DECISIONS, Decisions
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.model.names import Name, Ref
from schemac.model.objects import Object, Words
from schemac.model.online import Online
from schemac.model.plan import PLAN_FORMAT, Difference, Kept, Plan, Size, Step
from schemac.model.rows import UNSAID, Row, Rows, Value, row_differences
from schemac.model.schema import Schema
from schemac.model.tables import Column, IndexKey, Part
from schemac.model.trash import Trash
from schemac.source.deciding import check_expressions

_KEEP_ROWS = frozenset({"table", "materialized_view"})
NO_SIZES: Mapping[Name, Size] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with the values it was made from, for whoever proves or applies it.

    live: the state that was found. fills: the columns whose rows the plan gives a value.
    """

    plan: Plan
    differences: Differences
    definition: Definition
    live: Schema
    fills: frozenset[Ref] = frozenset()


def make_plan(
    inspection: Inspection,
    differences: Differences,
    desired: Definition,
    dialect: Dialect,
    can: Capabilities,
    sizes: Mapping[Name, Size] = NO_SIZES,
    online: Online = Online.AUTO,
    decisions: Decisions | None = None,
    trash: Trash | None = None,
) -> Planned:
    """Return the plan that makes the live schema the desired one.

    differences: between the two. desired: in the dialect's terms and reconciled with the live schema. sizes: of the tables
    that stand and change. online: which of them are to be changed so that others need not wait. decisions: what people have decided,
    as this database reads it; None for a plan on which no decisions are taken.
    trash: what may be kept of what is dropped, and what comes back; None for nothing.
    Raises SchemaError where the engine cannot make one of the changes, or a decision's expression cannot be read (SC457).
    """
    large = online.chosen(sizes) if dialect.online is not None else frozenset()
    fills, casts = chosen(differences.changes, decisions or NO_DECISIONS)
    check_expressions({**fills, **casts}, differences.current, dialect.name)
    kept = keeping(differences.changes, trash, dialect.trash, sizes, can) if trash is not None and dialect.trash is not None else None
    context = Legalizing(
        differences.current,
        desired.schema,
        can,
        inspection,
        desired.prune,
        large,
        desired.own,
        {ref: each.sql for ref, each in casts.items()},
        {ref: each.sql for ref, each in fills.items()},
        kept,
    )
    written = write(differences.changes, context, desired, dialect)
    alike = lookalikes(differences.changes)
    plan = Plan(
        format=PLAN_FORMAT,
        database=inspection.name,
        dialect=dialect.name,
        server=inspection.server,
        current=inspection.schema.fingerprint(),
        desired=desired.schema.fingerprint(),
        differences=tuple(describe(change, desired, dialect) for change in differences.changes),
        steps=_steps(written, differences.changes, alike, dialect, can, kept),
        kept=differences.kept,
        census=inspection.census,
        losses=tuple(loss.message for loss in desired.losses),
        sizes=tuple(replace(size, table=str(name), online=name in large) for name, size in sorted(sizes.items())),
        trash=_each(written, "kept"),
        returned=_each(written, "returned"),
        purged=() if trash is None else trash.gone,
    )
    used = [*fills.values(), *casts.values()]
    if decisions is not None:
        plan = decide(plan, decisions, used, alike, differences.changes, (inspection.schema, desired.schema))
    return Planned(plan, differences, desired, inspection.schema, frozenset(fills))


def _steps(
    written: Sequence[Written],
    changes: Sequence[Change],
    alike: Mapping[Ref, Ref],
    dialect: Dialect,
    can: Capabilities,
    trash: Trash | None,
) -> tuple[Step, ...]:
    """Return the statements with their hazards."""
    new = set(_made(changes))
    anew = new.union(*(_made(each.changes) for each in written))
    return tuple(
        Step(statement=each.statement, hazards=tuple(kept_told(judge(each, number, new, anew, dialect, can, alike), trash)))
        for number, each in enumerate(written, 1)
    )


def _made(changes: Iterable[Change]) -> Iterator[Name]:
    """Go through the tables, and the views that keep rows, that changes make."""
    return (change.ref.owner for change in changes if change.verb is Verb.ADD and change.kind in _KEEP_ROWS)


def _each(written: Iterable[Written], field: str) -> tuple[Kept, ...]:
    """Return what statements put into the trash, or take out of it."""
    return tuple(each.action.fields[field] for each in written if field in each.action.fields)


def describe(change: Change, desired: Definition, dialect: Dialect) -> Difference:
    """Return a change as a person reads it."""
    return Difference(
        verb=change.verb.value,
        ref=change.ref,
        summary=_summary(change, dialect),
        details=tuple(_details(change, dialect)),
        position=desired.locate(change.ref) or _owner_position(change.ref, desired),
    )


def _owner_position(ref: Ref, desired: Definition) -> Position | None:
    return desired.locate(Ref("table", ref.namespace, ref.parent)) if ref.parent else None


def _summary(change: Change, dialect: Dialect) -> str:
    """Return what is worth knowing of an addition or a rename besides its name."""
    if change.verb is Verb.RENAME and change.before is not None:
        return f"was {change.before.name}"
    subject = change.subject
    if isinstance(subject, Rows):
        return _row_counts(change.before, change.after)
    if isinstance(subject, Column):
        return dialect.spell_type(subject.type)
    return ", ".join(getattr(subject, "columns", ())) if isinstance(subject, Part) and change.verb is Verb.ADD else ""


def _details(change: Change, dialect: Dialect) -> Iterator[tuple[str, str, str]]:
    """Go through the attributes that differ, before and after as text."""
    if isinstance(change.subject, Rows):
        yield from _row_details(change.before, change.after)
        return
    for aspect in change.aspects:
        before, after = getattr(change.before, aspect, None), getattr(change.after, aspect, None)
        if aspect == "type":
            yield aspect, dialect.spell_type(str(before)), dialect.spell_type(str(after))
        elif isinstance(before, dict) and isinstance(after, dict):
            yield from _words(aspect, before, after)
        else:
            yield aspect, said(before), said(after)


def applied_said(item: Object | Part | None, change: Change, dialect: Dialect) -> dict[str, str]:
    """Return what a third state of what a change is about has in the attributes, or the rows, that change."""
    if item is None:
        return {}
    if isinstance(item, Rows):
        keys = {each.key_of(row) for each in (_rows_of(change.before), _rows_of(change.after)) if each is not None for row in each.values}
        rows = [row for row in item.values if item.key_of(row) in keys]
        cells = ((row, column, value) for row in rows for column, value in zip(item.columns, row, strict=True))
        return {
            **dict(_whole_rows(item, rows)),
            **{f"{_row_name(item.key_of(row))} {column}": shown_value(value) for row, column, value in cells},
        }
    values = {aspect: getattr(item, aspect, None) for aspect in change.aspects}
    return {aspect: dialect.spell_type(str(value)) if aspect == "type" else said(value) for aspect, value in values.items()}


def _rows_of(item: Object | Part | None) -> Rows | None:
    return item if isinstance(item, Rows) else None


def _row_counts(before: Object | Part | None, after: Object | Part | None) -> str:
    """Return how many rows come, change and go."""
    found = row_differences(_rows_of(before), _rows_of(after))
    counts = {"added": len(found.added), "changed": len(found.changed), "deleted": len(found.removed)}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _row_details(before: Object | Part | None, after: Object | Part | None) -> Iterator[tuple[str, str, str]]:
    """Go through the rows that differ: `row DE` with all its values on one side, `row DE name` with one value on both."""
    old, new = _rows_of(before), _rows_of(after)
    found = row_differences(old, new)
    yield from ((name, "", text) for name, text in _whole_rows(new, found.added))
    yield from ((name, text, "") for name, text in _whole_rows(old, found.removed))
    for key, cells in found.changed:
        for cell in cells:
            yield f"{_row_name(key)} {cell.column}", shown_value(cell.before), shown_value(cell.after)


def _whole_rows(side: Rows | None, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Go through rows with all that they say."""
    if side is None:
        return
    for row in rows:
        said_of_it = ", ".join(f"{column} {shown_value(value)}" for column, value in zip(side.columns, row, strict=True))
        yield _row_name(side.key_of(row)), said_of_it


def _row_name(key: Row) -> str:
    return f"row {', '.join(value.text for value in key if value is not None)}"


def shown_value(value: Value | None) -> str:
    """Return a value of a row as a person reads it."""
    if value is None:
        return "null"
    return "unset" if value.kind == UNSAID else said(value.text) or "''"


def _words(aspect: str, before: Words, after: Words) -> Iterator[tuple[str, str, str]]:
    """Go through the native words that differ, each by its path: `options with fillfactor`."""
    # imported here because it takes a quarter of a second, and few plans change native words
    from deepdiff import DeepDiff  # noqa: PLC0415
    from deepdiff.helper import notpresent  # noqa: PLC0415

    found = DeepDiff(before, after, view="tree", verbose_level=2)
    levels = sorted((level for kind in found.values() for level in kind), key=lambda level: str(level.path(output_format="list")))
    for level in levels:
        path = " ".join((aspect, *(str(part) for part in level.path(output_format="list"))))
        yield path, said(None if level.t1 is notpresent else level.t1), said(None if level.t2 is notpresent else level.t2)


def key_said(key: IndexKey) -> str:
    """Return a key of an index as a person reads it."""
    ordered = "" if key.order == "asc" else key.order
    nulls = f"nulls {key.nulls}" if key.nulls else ""
    length = f"({key.length})" if key.length is not None else ""
    return " ".join(word for word in ((key.column or f"({key.sql})") + length, key.collation, key.opclass, ordered, nulls) if word)


def said(value: object) -> str:
    """Return an attribute's value as a person reads it."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case str():
            return " ".join(value.split())
        case IndexKey():
            return key_said(value)
        case tuple():
            return ", ".join(said(item) for item in value)
        case dict():
            return ", ".join(f"{word} {said(item)}" for word, item in value.items())
        case _:
            return str(value)
