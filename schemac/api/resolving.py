"""What is done about drift: the definition adopts it, the database goes back, or somebody lets it be for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as replace_struct

from schemac.api.applying import Applied, Applying, apply_planned
from schemac.api.drifting import Compared, compare, prepared, without_rows
from schemac.api.planning import Database, planned_from
from schemac.api.updating import Aim, Updated, updated
from schemac.diff import apply_renames, before_renames, taking
from schemac.errors import Problem, SchemaError, UsageError
from schemac.model.change import Verb
from schemac.model.decision import Decided, Decision, Decisions
from schemac.model.definition import Definition
from schemac.model.drift import Side
from schemac.model.online import Online
from schemac.model.plan import LOOK_S
from schemac.model.schema import Schema
from schemac.plan import Planned
from schemac.source.loading import load

_ALL: Sequence[str] = ()


def adopt(database: Database, path: Path, variables: Mapping[str, str], decisions: Decisions, names: Sequence[str] = _ALL) -> Updated:
    """Return the files of a definition saying what the database has where it has drifted; nothing is written.

    names: of the things to adopt; where the definition has moved too, what it says of a thing that is named gives way.

    Raises UsageError as choosing does, SchemaError (SC466) where a name has drifted, and what bringing a definition to a database raises.
    """
    found = compare(database, load(path, variables=variables), decisions)
    chosen = found.chosen(names)
    renamed = [each.change for each in chosen if each.change.verb is Verb.RENAME]
    if renamed:
        hint = "give it that name in the definition by hand, or let the database go back: schemac drift --revert"
        raise SchemaError(
            Problem("SC466", f"{change.ref} is called {change.before.name if change.before else ''} in the database", None, hint)
            for change in renamed
        )

    def named(desired: Definition) -> Definition:
        return prepared(database, found.inspection.schema, desired, found.decisions)

    def target(desired: Definition, live: Schema) -> Schema:
        return taking(desired.schema, live, chosen)

    return updated(database, path, without_rows(found.inspection), variables, Aim(named, target))


def revert(
    database: Database,
    definition: Definition,
    decisions: Decisions,
    names: Sequence[str] = _ALL,
    *,
    online: Online = Online.AUTO,
    look: float = LOOK_S,
    how: Applying,
) -> Applied:
    """Let what has drifted go back to what was applied, by a plan that is judged and run as any other; what is pending stays so.

    names: of the things to revert; where the definition has moved too, a thing that is named goes back to what was applied.

    Raises UsageError as choosing does, and what applying raises.
    """

    def plan() -> Planned:
        return plan_revert(database, compare(database, definition, decisions), names, online=online, look=look)

    return apply_planned(database, plan, replace(how, rebase=False))


def plan_revert(database: Database, found: Compared, names: Sequence[str], *, online: Online, look: float) -> Planned:
    """Return the proved plan to what was applied for what has drifted; nothing else is touched."""
    chosen = found.chosen(names)
    back = {each.change.ref for each in chosen if each.change.verb is Verb.RENAME}
    waiting = [change for change in found.renames if change.ref not in back]
    held = {change.ref for change in waiting}
    settled = {ref: former for ref, former in found.desired.renames.items() if ref not in held}
    live, base = found.inspection.schema, found.base if found.base is not None else found.inspection.schema
    now = apply_renames(live, replace(found.desired, renames={ref: former for ref, former in settled.items() if ref in back})).current
    was = apply_renames(base, replace(found.desired, renames=settled)).current
    desired = Definition(
        schema=taking(now, was, chosen, before_renames(waiting)),
        name=found.desired.name,
        expressions=database.dialect.name,
        renames={ref: former for ref, former in settled.items() if ref in back},
        prune=True,
        locate=found.desired.locate,
    )
    planned = planned_from(database, found.inspection, desired, online=online, look=look, decisions=found.decisions)
    return replace(planned, plan=replace_struct(planned.plan, stale=()))


def ignoring(found: Compared, names: Sequence[str], decision: Decision) -> list[Decision]:
    """Return the decisions that let some things be as they are, all as the one given says.

    Raises UsageError as choosing does, SC453 where one is decided already, and SC467 where the definition has moved too, so that
    leaving it does not help.
    """
    chosen = found.chosen(names)
    made = [replace(decision, kind=Decided.DRIFT, object=name) for name in names]
    problems = []
    for each in made:
        first = next((other for other in found.decisions.entries if other.same == each.same), None)
        if first is not None:
            where = f" in {first.position.file}:{first.position.line}" if first.position else ""
            problems.append(Problem("SC453", f"`{' '.join(first.words)}` is decided already{where}", hint="change or remove that entry"))
    both = [each.change.ref.path for each in chosen if each.side is Side.BOTH]
    if both:
        hint = "decide between the two: schemac drift --adopt or --revert, with that name"
        problems += [Problem("SC467", f"the definition has moved too: {path}", hint=hint) for path in dict.fromkeys(both)]
    if problems:
        raise UsageError(problems)
    return made
