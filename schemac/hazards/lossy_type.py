"""DS106: a type change after which some values no longer fit."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity
from schemac.model.tables import Column
from schemac.model.types import Type, parse_type

_WIDTHS = {"tinyint": 1, "smallint": 2, "mediumint": 3, "integer": 4, "bigint": 8}
_UNBOUNDED_TEXTS = frozenset({"text", "longtext"})


def check(deed: Deed) -> Iterator[Found]:
    """Find a change of type after which some values no longer fit."""
    altered = deed.altered(Column)
    if not deed.known or altered is None:
        return
    before, after = altered
    if before.type == after.type or after.generated is not None or keeps_every_value(before.type, after.type):
        return
    yield Found(f"column {deed.change.ref.path} goes from {before.type} to {after.type}: values may be cut, rounded or refused")


def keeps_every_value(old: str, new: str) -> bool:
    """Tell whether every value of one type is a value of another; where that is not known, say no."""
    try:
        one, other = parse_type(old), parse_type(new)
    except ValueError:
        return False
    if one.dimensions != other.dimensions:
        return False
    return _labels(one, other) or _texts(one, other) or _integers(one, other) or _numerics(one, other) or _same_with_more(one, other)


def _texts(one: Type, other: Type) -> bool:
    if one.name not in {"varchar", "char", "text", "citext"}:
        return False
    if other.name in _UNBOUNDED_TEXTS or (other.name == "varchar" and not other.arguments):
        return True
    return (
        other.name == "varchar"
        and one.name in {"varchar", "char"}
        and _first(one) is not None
        and (_first(one) or 0) <= (_first(other) or 0)
    )


def _labels(one: Type, other: Type) -> bool:
    """Tell whether one list of labels has all those of another."""
    return one.name == other.name == "enum" and set(one.arguments) <= set(other.arguments)


def _integers(one: Type, other: Type) -> bool:
    if one.name not in _WIDTHS:
        return False
    if other.name == "numeric":
        return not other.arguments
    if other.name not in _WIDTHS:
        return False
    was, now = "unsigned" in one.words, "unsigned" in other.words
    if was == now:
        return _WIDTHS[one.name] <= _WIDTHS[other.name]
    return was and _WIDTHS[one.name] < _WIDTHS[other.name]


def _numerics(one: Type, other: Type) -> bool:
    if one.name == "real" and other.name == "double":
        return True
    if one.name != "numeric" or other.name != "numeric":
        return False
    if not other.arguments:
        return True
    if not one.arguments:
        return False
    scale, wider = _second(one), _second(other)
    return scale <= wider and (_first(one) or 0) - scale <= (_first(other) or 0) - wider


def _same_with_more(one: Type, other: Type) -> bool:
    """Tell whether one type differs from another only by a smaller precision, as timestamp(3) does from timestamp(6)."""
    if one.name != other.name or one.words != other.words:
        return False
    if one.name not in {"timestamp", "timestamptz", "time", "timetz", "interval", "varbit", "varbinary"}:
        return one == other
    return not other.arguments or (_first(one) is not None and (_first(one) or 0) <= (_first(other) or 0))


def _first(kind: Type) -> int | None:
    return int(kind.arguments[0]) if kind.arguments and kind.arguments[0].isdigit() else None


def _second(kind: Type) -> int:
    return int(kind.arguments[1]) if len(kind.arguments) > 1 and kind.arguments[1].isdigit() else 0


TYPE_NARROWED = Rule(
    Explained(
        code="DS106",
        name="type-narrowed",
        severity=Severity.DANGER,
        summary="a column goes to a type that does not hold all of the old one's values",
        why="Values are cut, rounded or refused: shorter text, fewer digits, a smaller range, signed to unsigned, less of a second.",
        safe="look at the values first, then allow DS106",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="the new type holds every value of the old one, or the column is computed",
        data_dependent=True,
    ),
    check,
)
