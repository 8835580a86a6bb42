"""MY110, MY111: lists of labels that change otherwise than at their end."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity
from schemac.model.tables import Column
from schemac.model.types import Type, parse_type
from schemac_dialects.mysql.costs import copies


def _labels(deed: Deed) -> tuple[Type, Type] | None:
    altered = deed.altered(Column)
    if altered is None:
        return None
    before, after = altered
    try:
        one, other = parse_type(before.type), parse_type(after.type)
    except ValueError:
        return None
    return (one, other) if one.name == other.name and one.name in {"enum", "set"} and one != other else None


def removed(deed: Deed) -> Iterator[Found]:
    """Find a list that loses labels."""
    found = _labels(deed)
    gone = [label for label in found[0].arguments if label not in found[1].arguments] if found else []
    if gone:
        yield Found(f"column {deed.change.ref.path} loses {', '.join(gone)}: rows that hold them fail, or keep an empty text")


def moved(deed: Deed) -> Iterator[Found]:
    """Find a list whose labels change places, or that outgrows its bytes."""
    found = _labels(deed)
    if found and set(found[0].arguments) <= set(found[1].arguments) and copies(deed.change, deed.can):
        yield Found(f"column {deed.change.ref.path} gets labels elsewhere than at the end, or needs more bytes: the table is copied")


_DOCS = "https://dev.mysql.com/doc/refman/en/innodb-online-ddl-operations.html#online-ddl-column-operations"
LABEL_REMOVED = Rule(
    Explained(
        code="MY110",
        name="label-removed",
        severity=Severity.WARNING,
        summary="an ENUM or SET loses labels",
        why="The table is copied while writers wait, and rows that hold the label fail in strict mode and become empty otherwise.",
        safe="change those rows first",
        reference=_DOCS,
        data_dependent=True,
    ),
    removed,
)
LABEL_MOVED = Rule(
    Explained(
        code="MY111",
        name="label-moved",
        severity=Severity.WARNING,
        summary="an ENUM or SET gets labels elsewhere than at its end, or so many that a value needs more bytes",
        why="The table is copied while writers wait; a list that only grows at its end changes the catalogue alone.",
        safe="put new labels at the end; an ENUM of up to 255 labels takes one byte, a SET of up to 8, 16, 24, 32 one more each",
        reference=_DOCS,
    ),
    moved,
)
