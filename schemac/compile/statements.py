"""The one road to SQL: changes become legal, ordered, written statements that know why they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from schemac.compile.cycles import broken
from schemac.compile.filling import FILL, FILL_COST, Stage, stages, with_fills
from schemac.compile.order import order
from schemac.compile.renaming import without_missing_renames
from schemac.compile.render import render
from schemac.compile.rows import row_works, rows_cost
from schemac.dialect import Dialect, Legalizing, Trashed, Unsupported
from schemac.errors import Problem, SchemaError
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.definition import Definition
from schemac.model.plan import Cost, Phase, Statement
from schemac.model.raw import RawStatement
from schemac.model.rows import Rows

REFUSED = "SC320"


@dataclass(frozen=True, slots=True)
class Written:
    """A statement and the changes it makes; the later statements of one piece of work carry none, the first has them all.

    action: what this very statement does.
    """

    statement: Statement
    changes: tuple[Change, ...]
    action: Action


def write(changes: Sequence[Change], context: Legalizing, definition: Definition, dialect: Dialect) -> tuple[Written, ...]:
    """Return the statements that make the changes, in the order in which they must run.

    Raises SchemaError (SC320) where the engine cannot make one of them, saying what to do instead.
    """
    try:
        raw = [change for change in changes if isinstance(change.subject, RawStatement)]
        rest = [change for change in changes if not isinstance(change.subject, RawStatement | Rows)]
        first, second = stages(broken(rest, context.capabilities), context)
        possible = without_missing_renames(first.changes, first.context)
        legal = dialect.legalize(possible, first.context)
        raw = _with_rebuilt(raw, legal)
        legal = [work for work in legal if not any(isinstance(change.subject, RawStatement) for change in work.changes)]
        legal = _online(legal, first.context, dialect)
        if second is not None:
            legal += _filled(second, dialect)
        kept = Trashed(legal) if context.trash is None or dialect.trash is None else dialect.trash.works(legal, context)
        works = order([*kept.works, *(_raw(change) for change in raw), *row_works(changes, context, dialect)], context)
        works = [*kept.first, *works, *kept.last]
        written = [each for work in _settings_once(works) for each in _written(work, context, definition, dialect)]
        return tuple(sorted(written, key=_when))
    except Unsupported as no:
        raise SchemaError(Problem(REFUSED, no.reason, hint=no.remedy)) from no


def _online(works: list[Work], context: Legalizing, dialect: Dialect) -> list[Work]:
    """Return the works with those on large tables made so that others need not wait, where the engine has such ways."""
    return dialect.online(works, context) if context.online and dialect.online is not None else works


def _filled(stage: Stage, dialect: Dialect) -> list[Work]:
    """Return the works that fill columns and make them not null."""
    works = _online(dialect.legalize(stage.changes, stage.context), stage.context, dialect)
    return with_fills(works, stage.context.fills)


_PHASES = tuple(Phase)


def _when(written: Written) -> int:
    return _PHASES.index(written.statement.phase)


def _with_rebuilt(raw: Sequence[Change], legal: Iterable[Work]) -> list[Change]:
    """Return the changes of statements with those that something else takes along; what is taken back goes in the order from the end."""
    asked = {change.ref for change in raw}
    along = [change for work in legal for change in work.changes if isinstance(change.subject, RawStatement) and change.ref not in asked]
    whole = [*raw, *along]
    gone = [change for change in whole if change.verb is Verb.DROP]
    return [*reversed(gone), *(change for change in whole if change.verb is not Verb.DROP)]


def _raw(change: Change) -> Work:
    """Return the work of statements that a definition gives as they are: to every engine it is what they say."""
    item = change.subject
    texts = () if not isinstance(item, RawStatement) else item.drop if change.verb is Verb.DROP else item.create
    return Work((change,), tuple(Action("statement", change, {"sql": text}) for text in texts))


def write_statements(changes: Sequence[Change], context: Legalizing, definition: Definition, dialect: Dialect) -> tuple[Statement, ...]:
    """Return what `write` returns without the changes behind it."""
    return tuple(written.statement for written in write(changes, context, definition, dialect))


def _settings_once(works: Iterable[Work]) -> Iterator[Work]:
    """Go through the works with settings of the session (templates called `session_...`) only where the next statement needs another.

    What is set back is set back when something else follows, or at the end.
    """
    holds: dict[str, object] = {}
    waiting: dict[str, Action] = {}
    for work in works:
        kept: list[Action] = []
        for action in work.actions:
            if action.template.startswith("session_"):
                waiting[action.template] = action
                continue
            kept += [setting for name, setting in waiting.items() if holds.get(name) != setting.fields]
            holds |= {name: setting.fields for name, setting in waiting.items()}
            waiting.clear()
            kept.append(action)
        yield replace(work, actions=tuple(kept))
    left = tuple(setting for name, setting in waiting.items() if holds.get(name) != setting.fields)
    if left:
        yield Work((), left)


def _written(work: Work, context: Legalizing, definition: Definition, dialect: Dialect) -> Iterator[Written]:
    """Go through a work's actions as statements with their reasons and costs."""
    because = next((change.because for change in work.changes if change.because), "")
    for at, action in enumerate(work.actions):
        ref = action.fields.get("about", action.change.ref)
        statement = Statement(
            sql=render(action, dialect),
            ref=ref,
            verb=action.change.verb.value,
            because=action.change.because or because,
            position=definition.locate(ref),
            cost=_cost(action, context, dialect),
            secrets=tuple(action.fields.get("secrets", ())),
            phase=action.phase,
            batches=action.fields.get("batches"),
        )
        yield Written(statement, work.changes if at == 0 else (), action)


def _cost(action: Action, context: Legalizing, dialect: Dialect) -> Cost:
    """Return what an action costs; writing rows costs the same on every engine."""
    if isinstance(action.change.subject, Rows):
        return rows_cost(action)
    return FILL_COST if action.template == FILL else dialect.cost(action, context.capabilities)
