"""Counters whose bounds move: the number they stand at is brought inside the new bounds first, where the server would refuse it."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Action, Change
from schemac.model.objects import Sequence
from schemac.model.tables import Column, Identity
from schemac_dialects.postgresql.counting import bounds, first


def recounted(change: Change) -> Iterator[Action]:
    """Go through the actions that change how a sequence or an identity column counts."""
    pair = _counters(change)
    if pair is None:
        return
    (before, old), (after, new) = pair
    (low, high), (least, greatest) = bounds(before, old), bounds(after, new)
    if least > low or greatest < high:
        fields: dict[str, object] = {"least": least, "greatest": greatest, "first": first(before, old), "rising": after.increment > 0}
        if least > high or greatest < low:
            fields |= {"wide": (min(low, least), max(high, greatest))}
            yield Action(f"widen_{change.kind}", change, fields)
        yield Action(f"bring_{change.kind}_inside", change, fields)
    if isinstance(after, Identity):
        yield Action("alter_identity", change)
        return
    counting = [aspect for aspect in change.aspects if aspect not in {"owned_by", "comment", "options"}]
    if "start" not in counting and first(before, old) != first(after, new):
        counting.append("start")
    if counting:
        yield Action("alter_sequence", change, {"aspects": counting, "first": first(after, new)})


def _counters(change: Change) -> tuple[tuple[Sequence | Identity, str], tuple[Sequence | Identity, str]] | None:
    """Return what counts before and after, each with the integer type that it counts in."""
    match change.before, change.after:
        case Sequence() as before, Sequence() as after:
            return (before, before.type), (after, after.type)
        case Column(identity=Identity() as old) as before_column, Column(identity=Identity() as new) as after_column:
            return (old, before_column.type), (new, after_column.type)
        case _:
            return None
