"""The live schema made anew in a scratch database, and a plan run there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from schemac.diff import diff, without_silent_words
from schemac.errors import DatabaseError, Problem, SchemacError
from schemac.introspect import reconciled, with_live_rows
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.model.objects import Object
from schemac.model.online import Online
from schemac.model.plan import Step
from schemac.model.raw import RawStatement
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.plan import Planned, make_plan
from schemac.prove.bench import ASIDE, Bench, is_aside


class DisprovedError(SchemacError):
    """A plan does not do on a scratch database what it should; the live database has not been touched."""


def copied(bench: Bench, live: Schema) -> Inspection:
    """Make the live schema in an empty scratch database and return what is there then.

    Raises DisprovedError (SC502) where the server refuses a part of it, or has something else in the end.
    """
    wanted = Definition(schema=without_aside(live), expressions=bench.dialect.name, prune=True)
    try:
        steps = steps_to(bench, bench.inspect(), wanted).plan.steps
        bench.run(bench.session, bench.engine, steps, lambda _: None)
        made = inspected(bench, raws(live), wanted)
    except SchemacError as error:
        hint = "prove on a server like the live one: its version and its extensions (--prove-on URL)"
        raise DisprovedError(
            (Problem("SC502", "the live schema cannot be made on the scratch database", hint=hint), *error.problems)
        ) from error
    other = left_over(bench, made, wanted)
    if other:
        hint = "prove on a server like the live one: its version and its settings (--prove-on URL)"
        raise DisprovedError(Problem("SC502", f"the scratch database has something else than the live one: {_names(other)}", hint=hint))
    return made


def steps_to(bench: Bench, inspection: Inspection, wanted: Definition) -> Planned:
    """Return the plan that makes what is in a scratch database into something else. Raises SchemaError where the engine cannot."""
    differences = diff(inspection.schema, wanted, places=bench.can.column_position)
    return make_plan(inspection, differences, wanted, bench.dialect, bench.can, online=Online.NEVER)


def inspected(bench: Bench, statements: Iterable[RawStatement], told: Definition) -> Inspection:
    """Return what is in the scratch database, with the statements that have run there and the rows that a definition tells of."""
    found = bench.inspect()
    known = [item for item in statements if item.ref not in found.schema.objects]
    found = replace(found, schema=without_aside(found.schema).having(known))
    return with_live_rows(bench.session, found, told, bench.dialect, bench.engine)


def raws(schema: Schema) -> list[RawStatement]:
    """Return the statements of a schema, which no catalogue knows of."""
    return [item for item in schema if isinstance(item, RawStatement)]


def without_aside(schema: Schema) -> Schema:
    """Return a schema without what stays out of scratch databases."""
    return Schema.of(item for item in schema if not is_aside(item))


def left_over(bench: Bench, found: Inspection, wanted: Definition, *, renamed: bool = False) -> list[Change]:
    """Return what a scratch database lacks of a definition in its terms; after renames words are left that nobody said."""
    plain = replace(wanted, schema=without_aside(wanted.schema), renames={})
    plain = without_silent_words(plain) if renamed else plain
    found = replace(found, schema=Schema.of(item for item in found.schema if not isinstance(item, Rows)))  # they are read anew
    said = reconciled(bench.session, found, plain, bench.dialect, bench.engine)
    found = with_live_rows(bench.session, found, said, bench.dialect, bench.engine)
    changes = diff(found.schema, said, places=bench.can.column_position).changes
    return [change for change in changes if change.kind not in ASIDE and not isinstance(change.subject, RawStatement)]


def own_steps(steps: Iterable[Step]) -> list[Step]:
    """Return the steps of a plan that concern the scratch database alone."""
    return [step for step in steps if step.statement.ref.kind not in ASIDE and not step.statement.secrets]


def check_result(bench: Bench, planned: Planned, found: Inspection) -> None:
    """Raise DisprovedError (SC504) where a plan that has run did not lead to its definition."""
    renamed = any(change.verb is Verb.RENAME for change in planned.differences.changes)
    left = left_over(bench, found, planned.definition, renamed=renamed)
    if left:
        hint = "nothing was changed in the live database; please report this with both schemas"
        raise DisprovedError(Problem("SC504", f"the plan ran and left something else than the definition: {_names(left)}", hint=hint))


def _names(changes: Sequence[Change]) -> str:
    return ", ".join(sorted({f"{change.verb.value} {change.ref}" for change in changes})[:5])


def refused(code: str, what: str, error: DatabaseError, hint: str, bench: Bench) -> DisprovedError:
    """Return the error for statements that the server did not take."""
    return DisprovedError((Problem(code, what, hint=hint), *(each._replace(message=bench.plain(each.message)) for each in error.problems)))


def told_rows(items: Iterable[Object]) -> Definition:
    """Return a definition that tells of the rows among these objects, so that they are read."""
    return Definition(schema=Schema.of(item for item in items if isinstance(item, Rows)))
