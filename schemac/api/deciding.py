"""Deciding: what a plan needs decided, and decisions that are made and checked against a database and its definition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from schemac.diff import all_refs
from schemac.errors import Problem, UsageError
from schemac.hazards.deciding import ALIKE, needed
from schemac.model.decision import Decided, Decision, Decisions
from schemac.model.schema import Schema
from schemac.plan import Planned

_SHAPES = {
    Decided.DROP: "drop legacy_cart",
    Decided.ALLOW: "allow PG105 customer",
    Decided.CAST: "cast order.total 'total::numeric'",
    Decided.FILL: "fill customer.phone \"''\"",
    Decided.RENAME: "rename customer.mail customer.email",
    Decided.NOT_A_RENAME: "not_a_rename customer.fax customer.phone",
}


def proposed(planned: Planned) -> list[tuple[Decision, str]]:
    """Return the decisions that a plan still needs, each once, with what it is about in words.

    What may have been renamed is proposed as a rename and not as something to be dropped.
    """
    found = list(needed(planned.plan, planned.differences.changes))
    kept = {each.was for each, hazard in found if hazard.code == ALIKE}
    made: dict[tuple[str, ...], tuple[Decision, str]] = {}
    for each, hazard in found:
        if each.kind is Decided.DROP and each.object in kept:
            continue
        made.setdefault(each.same, (each, f"{hazard.message} [{hazard.code}]"))
    return list(made.values())


def said(words: Sequence[str]) -> Decision:
    """Return the decision that the words of a command line make. Raises UsageError (SC456) where they make none."""
    kind = words[0].replace("-", "_")
    if kind not in _SHAPES:
        close = get_close_matches(kind, [each.value for each in _SHAPES], 1)
        hint = f"did you mean {close[0]}?" if close else f"one of {', '.join(_SHAPES)}"
        hint = "schemac drift --ignore NAME --owner WHO --until DATE" if kind == Decided.DRIFT else hint
        raise UsageError(Problem("SC456", f"{words[0]!r} is nothing that can be decided", hint=hint))
    decided = Decided(kind)
    if len(words) != len(_SHAPES[decided].split()) or not all(words):
        raise UsageError(Problem("SC456", f"`decide {' '.join(words)}` does not say what", hint=f"schemac decide {_SHAPES[decided]}"))
    first, second = words[1], words[-1]
    match decided:
        case Decided.DROP:
            return Decision(decided, first)
        case Decided.ALLOW:
            return Decision(decided, second, code=first.upper())
        case Decided.CAST | Decided.FILL:
            return Decision(decided, first, sql=second)
        case _:
            return Decision(decided, second, was=first)


def check(decision: Decision, made: Decisions, planned: Planned, codes: Collection[str]) -> None:
    """Raise UsageError where a decision is made already (SC453), or speaks of what is not there (SC454) or of no hazard (SC455)."""
    first = next((each for each in made.entries if each.same == decision.same), None)
    if first is not None:
        where = f" in {first.position.file}:{first.position.line}" if first.position else ""
        message = f"`{' '.join(first.words)}` is decided already{where}"
        raise UsageError(Problem("SC453", message, hint="change or remove that entry"))
    problems = list(_unknown(decision, made, planned))
    if decision.kind is Decided.ALLOW and decision.code not in codes:
        close = get_close_matches(decision.code, codes, 1)
        hint = f"did you mean {close[0]}?" if close else "see docs/hazards.md"
        problems.append(Problem("SC455", f"no hazard has the code {decision.code!r}", hint=hint))
    if problems:
        raise UsageError(problems)


def _unknown(decision: Decision, made: Decisions, planned: Planned) -> Iterator[Problem]:
    """Go through the names of a decision that nothing has."""
    live, wanted = planned.live, planned.definition.schema
    schemas: dict[Decided, tuple[Schema, ...]] = {
        Decided.DROP: (live,),
        Decided.CAST: (wanted,),
        Decided.FILL: (wanted,),
        Decided.RENAME: (wanted,),
        Decided.NOT_A_RENAME: (wanted,),
    }
    pairs = [(decision.object, schemas.get(decision.kind, (live, wanted))), *([(decision.was, (live,))] if decision.was else [])]
    for name, where in pairs:
        refs = [ref for schema in where for ref in all_refs(schema)]
        if not any(made.concerns(name, str(ref)) for ref in refs):
            close = get_close_matches(name, [ref.path for ref in refs], 1)
            place = " or ".join("the database" if schema is live else "the definition" for schema in where)
            yield Problem("SC454", f"there is no {name} in {place}", hint=f"did you mean {close[0]}?" if close else "")
