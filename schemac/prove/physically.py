"""The proof on a scratch database: the live schema with rows, the plan, a look at both, the plan undone, and a look again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as replace_struct

from schemac.diff import standing
from schemac.diff.undoing import rows_left, undo_of, undoing
from schemac.errors import DatabaseError, Problem, SchemaError
from schemac.hazards.probes import Probe, Quote, moving, probe
from schemac.model.change import Change, Verb
from schemac.model.inspection import Inspection
from schemac.model.names import Name, Ref
from schemac.model.proof import Outcome, Proof, Reversal
from schemac.model.rights import concerned_names
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import Column
from schemac.plan import Planned
from schemac.prove.beds import beds, exact_rows
from schemac.prove.bench import ASIDE, Bench, Benches, is_aside
from schemac.prove.comparing import Holdings, aside_of, missing, seen
from schemac.prove.copying import DisprovedError, check_result, copied, inspected, left_over, own_steps, raws, refused, steps_to, told_rows
from schemac.prove.holding import all_rows
from schemac.prove.labels import labels, must_be_given, trash_labels
from schemac.prove.names import Names, names_after
from schemac.prove.sow import Sown, sow

_UNTOUCHED = "nothing was changed in the live database"


class _RowsInTheWay(Exception):  # noqa: N818 - not an error but an answer: those rows are left out, and it is tried again
    """A step failed on rows of a table; they may be of a kind that the live table has not."""

    def __init__(self, table: Name, why: str) -> None:
        """Carry the table and what the server said."""
        super().__init__(why)
        self.table = table
        self.why = why


@dataclass(frozen=True, slots=True)
class _Case:
    """A plan that is to be proved, and the tables that get no rows, each with the reason."""

    planned: Planned
    changes: tuple[Change, ...]
    outcomes: tuple[Outcome, ...]
    names: Names
    rows: int
    spared: Mapping[Name, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one run has shown; `stuck` is what could not be undone with rows there, and why."""

    outcomes: tuple[Outcome, ...]
    sown: Sown
    server: str
    stuck: tuple[Ref, str] | None = None


def prove_physically(planned: Planned, benches: Benches) -> Planned:
    """Return the plan with its proof, and its outcomes with what was seen.

    Raises DisprovedError where the live schema cannot be made on the scratch database (SC502), the plan is refused there (SC503), leaves
    something else than the definition (SC504), or loses rows (SC505); where undoing it is refused (SC506), leaves something else than
    there was (SC507), or loses what no outcome speaks of (SC508).
    """
    live, desired = planned.live, planned.definition.schema
    planned = replace(planned, plan=replace_struct(planned.plan, undo=labels(planned.differences.changes)))  # a proof has no trash
    changes = tuple(change for change in planned.differences.changes if change.kind not in ASIDE)
    chosen = {id(change) for change in changes}
    own = tuple(each for each, change in zip(planned.plan.undo, planned.differences.changes, strict=True) if id(change) in chosen)
    names = names_after(live, changes)
    case = _Case(planned, changes, own, names, benches.rows, exact_rows(live, desired, names))
    roles = concerned_names([*live, *desired])
    shown = _with_rows_left_out(case, benches, roles)
    if shown.stuck is not None:
        ref, why = shown.stuck
        empty = {table.full_name: "no rows" for table in live.tables}
        _once(replace(case, spared=empty), benches, roles)
        shown = replace(shown, outcomes=_irreversible(shown.outcomes, changes, ref, why))
    told = iter(shown.outcomes)
    outcomes = tuple(
        next(told) if id(change) in chosen else each for each, change in zip(planned.plan.undo, planned.differences.changes, strict=True)
    )
    proof = Proof(
        server=shown.server,
        tables=len(shown.sown.rows),
        rows=sum(shown.sown.rows.values()),
        unsown=tuple(f"{name}: {why}" for name, why in sorted(shown.sown.without.items())),
        aside=aside_of(item for item in {**live.objects, **desired.objects}.values() if is_aside(item) and item.kind != "role"),
    )
    return replace(planned, plan=replace_struct(planned.plan, undo=trash_labels(outcomes, planned.plan.trash), proof=proof))


def _with_rows_left_out(case: _Case, benches: Benches, roles: frozenset[str]) -> _Seen:
    """Run the case, without the rows of those tables on which a step fails that works without them."""
    while True:
        try:
            return _once(case, benches, roles)
        except _RowsInTheWay as way:
            case = replace(case, spared={**case.spared, way.table: way.why})


def _once(case: _Case, benches: Benches, roles: frozenset[str]) -> _Seen:
    with benches.lend(roles) as bench:
        return _run(case, bench)


def _run(case: _Case, bench: Bench) -> _Seen:
    """Copy, sow, run, look, undo, look."""
    live, desired = case.planned.live, case.planned.definition.schema
    start = copied(bench, live)
    sown = sow(bench, beds(live, desired, case.names), case.rows, _looks(case, bench.dialect.quote), case.spared)
    before = all_rows(bench, start.schema)
    _up(case, bench, sown)
    reached = inspected(bench, raws(desired), case.planned.definition)
    check_result(bench, case.planned, reached)
    after = all_rows(bench, reached.schema)
    problems = list(missing(before, after, live, case.changes, case.names))
    if problems:
        raise DisprovedError(problems)
    try:
        _down(case, bench, start, reached, after, sown)
    except SchemaError as error:
        why = error.problems[0].message
        return _Seen(tuple(_stays(each, why) for each in case.outcomes), sown, start.server)
    except _RowsInTheWay as way:
        return _Seen(case.outcomes, sown, start.server, (Ref("table", *way.table), way.why))
    outcomes, lost = seen(case.outcomes, case.changes, before, all_rows(bench, bench.inspect().schema), live, case.names)
    if lost:
        raise DisprovedError(lost)
    return _Seen(outcomes, sown, start.server)


def _looks(case: _Case, quote: Quote) -> dict[Name, list[Probe]]:
    """Return by table, as it is called live, the queries for rows that the plan would not take; only where nothing is called anew."""
    found: dict[Name, list[Probe]] = {}
    was = standing(case.planned.differences)
    gone = moving(case.changes) | {(ref.owner, ref.name) for ref in case.planned.fills}
    for change in case.changes:
        name = change.ref.owner
        new_column = change.verb is Verb.ADD and isinstance(change.subject, Column)
        if was.get(name) == name and case.planned.live.table(name) is not None and not new_column:
            each = probe(change, case.planned.live, gone, quote)
            if each is not None:
                found.setdefault(name, []).append(each)
    return found


def _up(case: _Case, bench: Bench, sown: Sown) -> None:
    """Run the plan."""
    steps = own_steps(case.planned.plan.steps)
    current: list[Ref] = []
    try:
        bench.run(bench.session, bench.engine, steps, current.append)
    except DatabaseError as error:
        table = _sown_table(current, error, case, sown)
        if table is not None:
            raise _RowsInTheWay(table, f"the plan fails on its rows: {bench.plain(error.problems[-1].message)}") from error
        raise refused("SC503", "the plan is refused on the scratch database", error, _UNTOUCHED, bench) from error


def _sown_table(current: Sequence[Ref], error: DatabaseError, case: _Case, sown: Sown) -> Name | None:
    """Return the table, by its live name, on whose rows the last statement failed; at the end of a transaction the error speaks of it."""
    owner = case.names.was(current[-1].owner) if current else None
    if owner in sown.rows:
        return owner
    words = identifiers(" ".join(problem.message for problem in error.problems))
    return next((name for name in sown.rows if name.name in words or case.names.tables[name].name in words), None)


def _down(case: _Case, bench: Bench, start: Inspection, reached: Inspection, after: Holdings, sown: Sown) -> None:
    """Undo the plan and compare the schema with the beginning."""
    found = undo_of(case.changes, start.schema, reached.schema)
    reached = inspected(bench, raws(reached.schema), told_rows(rows_left(found)))
    wanted = replace(undoing(reached.schema, found), expressions=bench.dialect.name)
    wanted = replace(wanted, schema=_relaxed(wanted.schema, case, after))
    planned = steps_to(bench, reached, wanted)
    current: list[Ref] = []
    try:
        bench.run(bench.session, bench.engine, own_steps(planned.plan.steps), current.append)
    except DatabaseError as error:
        if sown.rows:
            raise _RowsInTheWay(current[-1].owner if current else Name("", ""), bench.plain(error.problems[-1].message)) from error
        raise refused("SC506", "undoing the plan is refused on the scratch database", error, _UNTOUCHED, bench) from error
    ended = inspected(bench, raws(start.schema), wanted)
    left = left_over(bench, ended, replace(wanted, prune=True), renamed=bool(wanted.renames))
    if left:
        names = ", ".join(sorted({f"{change.verb.value} {change.ref}" for change in left})[:5])
        hint = f"{_UNTOUCHED}; please report this with both schemas"
        raise DisprovedError(Problem("SC507", f"undoing the plan leaves something else than there was: {names}", hint=hint))


def _relaxed(schema: Schema, case: _Case, after: Holdings) -> Schema:
    """Return what undoing leads to where columns come back that must have values and can have none: they may be null then."""
    changed = []
    for table in schema.tables:
        name = case.names.tables.get(table.full_name, table.full_name)
        held = after.get(name)
        gone = {each.ref.name for each in case.changes if each.verb is Verb.DROP and each.kind == "column" and each.ref.owner == name}
        gone -= set(table.primary_key.columns if table.primary_key is not None else ())
        if held is not None and held.rows and gone:
            columns = tuple(_empty(each) if each.name in gone and must_be_given(each) else each for each in table.columns)
            changed.append(replace_struct(table, columns=columns))
    return schema.having(changed)


def _empty(column: Column) -> Column:
    return replace_struct(column, nullable=True)


def _stays(outcome: Outcome, why: str) -> Outcome:
    if outcome.undo is Reversal.IRREVERSIBLE or outcome.verb == "add":
        return outcome
    return replace_struct(outcome, undo=Reversal.IRREVERSIBLE, why=why, seen=True)


def _irreversible(outcomes: Sequence[Outcome], changes: Sequence[Change], ref: Ref, why: str) -> tuple[Outcome, ...]:
    """Return the outcomes where those of one table's changes other than additions cannot be undone once there are rows."""
    about = [change.ref.owner == Name(ref.namespace, ref.name) and change.verb is not Verb.ADD for change in changes]
    told = f"rows keep it from being undone: {why}"
    return tuple(
        replace_struct(outcome, undo=Reversal.IRREVERSIBLE, why=told, seen=True) if mine or not any(about) else outcome
        for outcome, mine in zip(outcomes, about, strict=True)
    )
