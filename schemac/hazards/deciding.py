"""Which hazards of a plan somebody has decided on, and what is still to be decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from schemac.diff import all_refs, lookalikes
from schemac.hazards.cast_may_fail import CAST_MAY_FAIL
from schemac.hazards.column_dropped import COLUMN_DROPPED
from schemac.hazards.enum_label_removed import ENUM_LABEL_REMOVED
from schemac.hazards.lookalike import LOOKALIKE
from schemac.hazards.lossy_type import TYPE_NARROWED
from schemac.hazards.namespace_dropped import NAMESPACE_DROPPED
from schemac.hazards.not_null import NOT_NULL_COLUMN_ADDED, NOT_NULL_SET
from schemac.hazards.renamed import COLUMN_RENAMED, OTHER_RENAMED, TABLE_RENAMED
from schemac.hazards.rows_deleted import ROWS_DELETED
from schemac.hazards.sequence_dropped import SEQUENCE_DROPPED
from schemac.hazards.table_dropped import TABLE_DROPPED, VIRTUAL_TABLE_DROPPED
from schemac.model.change import Change, Verb
from schemac.model.decision import Decided, Decision, Decisions, fingerprint
from schemac.model.names import Ref
from schemac.model.plan import Hazard, Plan, Severity
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.model.tables import Column

_DROPPING = (
    NAMESPACE_DROPPED,
    TABLE_DROPPED,
    VIRTUAL_TABLE_DROPPED,
    COLUMN_DROPPED,
    SEQUENCE_DROPPED,
    ENUM_LABEL_REMOVED,
    ROWS_DELETED,
)
DROPS = frozenset(rule.about.code for rule in _DROPPING)
FILLS = frozenset({NOT_NULL_COLUMN_ADDED.about.code, NOT_NULL_SET.about.code})
CASTS = frozenset({TYPE_NARROWED.about.code, CAST_MAY_FAIL.about.code})
RENAMES = frozenset(rule.about.code for rule in (TABLE_RENAMED, COLUMN_RENAMED, OTHER_RENAMED))
ALIKE = LOOKALIKE.about.code
_ANY = "VALUE"
_VALUES = (("char", "''"), ("text", "''"), ("clob", "''"), ("bool", "false"), ("timestamp", "current_timestamp"), ("date", "current_date"))
_NUMBERS = ("int", "numeric", "decimal", "real", "double", "float")


def chosen(changes: Sequence[Change], decisions: Decisions) -> tuple[Mapping[Ref, Decision], Mapping[Ref, Decision]]:
    """Return the columns that are to be filled, and those whose cast is decided, each with the decision."""
    fills: dict[Ref, Decision] = {}
    casts: dict[Ref, Decision] = {}
    for change in changes:
        after, before = change.after, change.before
        if not isinstance(after, Column) or change.verb is Verb.RENAME or change.table_before is None:
            continue
        if not after.nullable and (change.verb is Verb.ADD or "nullable" in change.aspects):
            fills |= _about(change.ref, decisions, Decided.FILL)
        if isinstance(before, Column) and "type" in change.aspects:
            casts |= _about(change.ref, decisions, Decided.CAST)
    return fills, casts


def _about(ref: Ref, decisions: Decisions, kind: Decided) -> dict[Ref, Decision]:
    found = next((each for each in decisions.valid(kind) if decisions.concerns(each.object, str(ref))), None)
    return {} if found is None else {ref: found}


def decide(
    plan: Plan,
    decisions: Decisions,
    used: Collection[Decision],
    alike: Mapping[Ref, Ref],
    changes: Sequence[Change],
    schemas: Sequence[Schema],
) -> Plan:
    """Return the plan with its hazards decided as far as people have done so; the others say how to decide them.

    used: the decisions that the plan's changes follow already. alike: what goes, with what comes and is like it. schemas: the states that
    decisions may speak of.
    """
    pairs = {str(gone): come.path for gone, come in alike.items()}
    columns = {str(change.ref): change.after for change in changes if isinstance(change.after, Column)}
    found = list(used)
    renamed = [each for each in decisions.valid(Decided.RENAME) if any(_renames(each, change, decisions) for change in changes)]
    found += renamed
    steps = []
    for step in plan.steps:
        hazards = []
        for hazard in step.hazards:
            decision = next((each for each in decisions.valid(*Decided) if _settles(each, hazard, decisions, pairs)), None)
            if decision is not None:
                found.append(decision)
                hazards.append(_settled(hazard, decision))
            else:
                proposed = proposal(hazard, pairs, columns)
                hazards.append(replace(hazard, decide=proposed.command) if proposed else hazard)
        steps.append(replace(step, hazards=tuple(hazards)) if step.hazards else step)
    return replace(plan, steps=tuple(steps), decisions=fingerprint(found), stale=tuple(_stale(decisions, found, schemas)))


def _renames(decision: Decision, change: Change, decisions: Decisions) -> bool:
    return change.verb is Verb.RENAME and decisions.concerns(decision.object, str(change.ref))


def _settles(decision: Decision, hazard: Hazard, decisions: Decisions, pairs: Mapping[str, str]) -> bool:
    """Tell whether a decision is about a hazard."""
    about = decisions.concerns(decision.object, hazard.object)
    match decision.kind:
        case Decided.DROP:
            return about and hazard.code in DROPS
        case Decided.ALLOW:
            return decision.code == hazard.code and decisions.covers(decision.object, hazard.object)
        case Decided.CAST:
            return about and hazard.code in CASTS
        case Decided.FILL:
            return about and hazard.code in FILLS
        case Decided.NOT_A_RENAME:
            come = pairs.get(hazard.object)
            same = come is not None and decisions.means(decision.object, come) and decisions.concerns(decision.was, hazard.object)
            return same and hazard.code == ALIKE
        case Decided.RENAME:
            return about and hazard.code in RENAMES
        case Decided.DRIFT:
            return False


def _settled(hazard: Hazard, decision: Decision) -> Hazard:
    """Return a hazard that a decision accepts; what fills the rows leaves none in the way."""
    data = hazard.data_dependent and decision.kind is not Decided.FILL
    return replace(hazard, decided=decision.cited, data_dependent=data)


def needed(plan: Plan, changes: Sequence[Change]) -> Iterator[tuple[Decision, Hazard]]:
    """Go through the decisions that a plan waits for, each with the hazard that it is about.

    A column that becomes not null waits for a fill only where rows are in the way, or nobody could look for them.
    """
    pairs = {str(gone): come.path for gone, come in lookalikes(changes).items()}
    columns = {str(change.ref): change.after for change in changes if isinstance(change.after, Column)}
    for hazard in plan.hazards:
        proposed = None if hazard.decided else proposal(hazard, pairs, columns)
        waits = hazard.severity is Severity.DANGER or hazard.code == ALIKE or (hazard.data_dependent and hazard.rows is None)
        if proposed is not None and waits:
            yield proposed, hazard


def proposal(hazard: Hazard, pairs: Mapping[str, str], columns: Mapping[str, object]) -> Decision | None:
    """Return the decision that would let a plan go on; None where none is needed.

    Of something that may have been renamed the proposal is the rename, which loses nothing.
    """
    kind, _, path = hazard.object.partition(" ")
    named = hazard.object if kind == Rows.kind else path
    if hazard.code == ALIKE and hazard.object in pairs:
        return Decision(Decided.RENAME, pairs[hazard.object], was=path)
    if hazard.code in FILLS:
        return Decision(Decided.FILL, path, sql=_value(columns.get(hazard.object)))
    if hazard.severity is not Severity.DANGER:
        return None
    if hazard.code in DROPS:
        return Decision(Decided.DROP, named)
    return Decision(Decided.ALLOW, named, code=hazard.code)


def _value(column: object) -> str:
    """Return a value that may do for a column's rows: what is empty in its type."""
    if not isinstance(column, Column):
        return _ANY
    if column.default is not None:
        return column.default
    kind = column.type.lower()
    found = next((value for word, value in _VALUES if word in kind), None)
    return found or ("0" if any(word in kind for word in _NUMBERS) else _ANY)


def _stale(decisions: Decisions, used: Sequence[Decision], schemas: Sequence[Schema]) -> Iterator[str]:
    """Go through what is to be said of decisions that have expired, or that are about nothing that is there."""
    unused = [each for each in decisions.here() if each not in used and each.kind is not Decided.DRIFT]
    names = [str(ref) for schema in schemas for ref in all_refs(schema)] if unused else []
    for each in unused:
        where = f"{each.position.file}:{each.position.line}: " if each.position else ""
        said = " ".join(each.words)
        if decisions.expired(each) and each.until is not None:
            yield f"{where}`{said}` expired on {each.until.isoformat()} and no longer counts"
        elif not any(decisions.concerns(each.object, name) for name in names):
            yield f"{where}`{said}` is not needed: there is no {each.object}"
