"""The desired state said in the live database's words wherever both mean the same, so that what still differs is a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Question
from schemac.diff.free_names import with_free_names
from schemac.diff.meaning import Ladder, moving, renewed
from schemac.diff.pairing import paired_constraints, paired_indexes
from schemac.diff.renames import apply_renames
from schemac.diff.wording import (
    in_words_of_options,
    in_words_of_policy,
    in_words_of_publication,
    in_words_of_statistics,
    in_words_of_view,
    unsaid,
)
from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.foreign import FOREIGN, ForeignServer, ForeignWrapper, Subscription, UserMapping, is_reference, with_known_secrets
from schemac.model.names import Name, Ref, parse_name
from schemac.model.objects import Domain, DomainCheck, Object, View
from schemac.model.programs import Aggregate, Event, EventTrigger, Function, Procedure, Rule, Trigger, VirtualTable
from schemac.model.relations import MaterializedView, Policy, Publication, Statistics
from schemac.model.rights import OWNER
from schemac.model.schema import Schema
from schemac.model.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The definition in the live database's words, and what only the server can tell."""

    definition: Definition
    questions: tuple[Question, ...]


def reconcile(
    current: Schema,
    desired: Definition,
    canonical: Callable[[str], str | None],
    answers: Mapping[tuple[Ref, str], str],
    unlike: frozenset[str] = frozenset(),
) -> Reconciled:
    """Return the definition with live texts and names adopted where they are equal in meaning.

    `answers` holds the server's own text for a desired expression, by its holder's ref and the attribute. What the definition renames is
    found under its new name. `unlike` holds the types whose columns do not compare as text does.
    """
    current = apply_renames(current, desired).current if desired.renames else current
    moved, calls = moving(current, desired.schema), renewed(current, desired.schema)
    ladder = Ladder(canonical, answers, moved, _of_types(unlike, desired.schema), calls)
    adopted = []
    for item in desired.schema:
        live = current.objects.get(item.ref)
        if live is None or live == item:
            continue
        owned = _owned_alike(live, item)
        if live == owned:
            adopted.append(owned)
            continue
        said = _in_words_of(live, owned, desired, ladder, current)
        if said != item:
            adopted.append(said)
    if adopted:
        own = {item.ref: desired.schema.objects[item.ref] for item in adopted} | dict(desired.own)
        derived = desired.derived.union(*(_lent(desired.schema.objects[item.ref], item) for item in adopted))
        desired = replace_definition(desired, schema=desired.schema.having(adopted), own=own, derived=derived)
    return Reconciled(with_free_names(desired, current), tuple(ladder.questions))


def _lent(own: Object, said: Object) -> set[Ref]:
    """Return the refs of a table's parts that have the live ones' names: as with derived names, nobody chose them."""
    if not isinstance(own, Table) or not isinstance(said, Table):
        return set()
    pairs = zip((*own.constraints, *own.indexes), (*said.constraints, *said.indexes), strict=True)
    return {part_ref(said, new) for old, new in pairs if new.name != old.name}


def _owned_alike(live: Object, item: Object) -> Object:
    """Return an object of whose owner nothing is said with the owner that it has."""
    if OWNER in live.options and OWNER not in item.options:
        return replace(item, options=item.options | {OWNER: live.options[OWNER]})
    return item


def _of_types(types: frozenset[str], schema: Schema) -> frozenset[str]:
    """Return the names of columns of some types, in whatever table."""
    if not types:
        return frozenset()
    return frozenset(column.name for table in schema.tables for column in table.columns if column.type.partition("(")[0] in types)


def _in_words_of(live: Object, item: Object, desired: Definition, ladder: Ladder, current: Schema) -> Object:
    match live, item:
        case Table(), Table():
            return _table(live, item, desired, ladder)
        case View(), View() if ladder.same(item.ref, "sql", item.sql, live.sql, item):
            return replace(item, sql=live.sql, columns=item.columns or live.columns)
        case Trigger(), Trigger():
            return _trigger(live, item, desired, ladder, current)
        case Function() | Procedure(), Function() | Procedure():
            return _routine(live, item, ladder)
        case Aggregate(), Aggregate() if item.arguments != live.arguments and ladder.alike(item.arguments, live.arguments):
            return replace(item, arguments=live.arguments)
        case Rule() | VirtualTable(), Rule() | VirtualTable():
            holder = current.table(item.owner) if isinstance(item, Rule) else None
            return replace(item, sql=live.sql) if ladder.same(item.ref, "sql", item.sql, live.sql, item, holder) else item
        case EventTrigger(), EventTrigger() if set(item.tags) == set(live.tags):
            return replace(item, tags=live.tags)
        case Event(), Event():
            return _event(live, item, ladder)
        case Domain(), Domain():
            return _domain(live, item, ladder)
        case MaterializedView(), MaterializedView():
            return in_words_of_view(live, item, desired.derived, ladder)
        case Statistics(), Statistics():
            return in_words_of_statistics(live, item, ladder, current.table(parse_name(item.table)))
        case Publication(), Publication():
            return in_words_of_publication(live, item, ladder, current)
        case ForeignWrapper() | ForeignServer() | UserMapping(), ForeignWrapper() | ForeignServer() | UserMapping():
            return replace(item, settings=with_known_secrets(live.settings, item.settings))
        case Subscription(), Subscription() if is_reference(live.connection) and is_reference(item.connection):
            return replace(item, connection=live.connection)
        case Policy(), Policy():
            return in_words_of_policy(live, item, ladder, current.table(Name(item.namespace, item.table)))
        case _:
            return item


def _trigger(live: Trigger, trigger: Trigger, desired: Definition, ladder: Ladder, current: Schema) -> Trigger:
    """Return a trigger with its texts in the live words; where nothing is said of its place among others, the live one."""
    holder = desired.schema.table(trigger.owner)
    same: dict[str, str] = {}
    if trigger.when and live.when and ladder.same(trigger.ref, "when", trigger.when, live.when, trigger, holder):
        same["when"] = live.when
    if trigger.body and live.body and ladder.alike(trigger.body, live.body):
        same["body"] = live.body
    ref = trigger.ref._replace(name=trigger.follows)
    follows = trigger.follows if ref in desired.schema.objects or ref in current.objects else ""
    if not follows and not _leads_back(live.follows, trigger, desired.schema):
        follows = live.follows
    return replace(trigger, follows=follows, **same)


def _leads_back(name: str, trigger: Trigger, schema: Schema) -> bool:
    """Tell whether the trigger of a name runs, as a schema says, after the one at hand."""
    passed: set[str] = set()
    while name and name not in passed:
        if name == trigger.name:
            return True
        passed.add(name)
        found = schema.objects.get(trigger.ref._replace(name=name))
        name = found.follows if isinstance(found, Trigger) else ""
    return False


def _routine(live: Function | Procedure, routine: Function | Procedure, ladder: Ladder) -> Function | Procedure:
    """Return a routine with what the server prints in its own way in the live words; a body that it keeps as text is taken as it is."""
    said: dict[str, str] = {}
    for attribute in ("arguments", "returns"):
        wanted, found = getattr(routine, attribute, ""), getattr(live, attribute, "")
        if wanted != found and ladder.same(routine.ref, attribute, wanted, found, routine):
            said[attribute] = found
    if routine.parsed and live.parsed and ladder.same(routine.ref, "body", routine.body, live.body, routine):
        said["body"] = live.body
    return replace(routine, **said) if said else routine


def _event(live: Event, event: Event, ladder: Ladder) -> Event:
    """Return an event with its schedule in the live words; a start that nobody chose is the moment in which it was made."""
    if live.schedule.startswith(f"{event.schedule} starts "):
        return replace(event, schedule=live.schedule)
    if ladder.same(event.ref, "schedule", event.schedule, live.schedule, event):
        return replace(event, schedule=live.schedule)
    return event


def _table(live: Table, table: Table, desired: Definition, ladder: Ladder) -> Table:
    """Return a table with its parts in the live table's words."""
    found = {column.name: column for column in live.columns}
    columns = tuple(
        _column(found[column.name], column, table, ladder, desired.silent)
        if column.name in found and found[column.name] != column
        else column
        for column in table.columns
    )
    constraints = paired_constraints(live, table, desired.derived, ladder)
    indexes = paired_indexes(live, table, desired.derived, ladder)
    options = in_words_of_options(live, table, desired.sql_words, ladder) if live.options != table.options else table.options
    said = replace(table, columns=columns, constraints=constraints, indexes=indexes, options=options)
    return _elsewhere(live, _divided(live, said, desired, ladder))


def _divided(live: Table, table: Table, desired: Definition, ladder: Ladder) -> Table:
    """Return a table with how its rows are divided, and which rows of its whole it holds, in the live table's words."""
    by, part, there = table.partition_by, table.partition_of, live.partition_of
    if by and live.partition_by and ladder.same(table.ref, "partition_by", by, live.partition_by, table):
        table = replace(table, partition_by=live.partition_by)
    if part is not None and there is not None and part.table == there.table:
        whole = desired.schema.table(part.table)
        if ladder.same(table.ref, "values", part.values, there.values, table, whole):
            table = replace(table, partition_of=there)
    return table


def _elsewhere(live: Table, table: Table) -> Table:
    """Return a foreign table with the live names of the secrets among its options."""
    said, found = table.options.get(FOREIGN) or {}, live.options.get(FOREIGN) or {}
    if "options" not in said or "options" not in found:
        return table
    return replace(table, options=table.options | {FOREIGN: said | {"options": with_known_secrets(found["options"], said["options"])}})


def _column(live: Column, column: Column, table: Table, ladder: Ladder, silent: frozenset[str]) -> Column:
    """Return a column with default and computing expression in the live column's words."""
    ref = Ref("column", table.namespace, column.name, table.name)
    column = replace(column, options=unsaid(live.options, column.options, silent)) if live.options != column.options else column
    if (
        column.default is not None
        and live.default is not None
        and column.default != live.default
        and ladder.same(ref, "default", column.default, live.default, column, table)
    ):
        column = replace(column, default=live.default)
    if (
        column.generated is not None
        and live.generated is not None
        and column.generated.sql != live.generated.sql
        and ladder.same(ref, "generated", column.generated.sql, live.generated.sql, column, table)
    ):
        column = replace(column, generated=replace(column.generated, sql=live.generated.sql))
    return column


def _domain(live: Domain, domain: Domain, ladder: Ladder) -> Domain:
    """Return a domain with its default in the live words, and its checks too, names of unnamed ones included."""
    default = domain.default
    if default is not None and live.default is not None and ladder.same(domain.ref, "default", default, live.default, domain):
        default = live.default
    left = list(live.checks)
    checks: list[DomainCheck] = []
    for check in domain.checks:
        pair = next(
            (
                other
                for other in left
                if check.name in {"", other.name} and ladder.same(domain.ref, f"checks.{other.name}", check.sql, other.sql, domain)
            ),
            None,
        )
        if pair is not None:
            left.remove(pair)
        checks.append(check if pair is None else replace(check, name=pair.name, sql=pair.sql))
    places = {check.name: place for place, check in enumerate(live.checks)}
    ordered = sorted(checks, key=lambda check: places.get(check.name, len(places)))
    return replace(domain, default=default, checks=tuple(ordered))
