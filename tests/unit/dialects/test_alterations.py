"""Every change that a dialect says it can make in place has words for it, which sqlglot reads back."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec

import pytest
from msgspec.structs import replace

from schemac.compile.statements import write_statements
from schemac.dialect import Capabilities, Dialect, Legalizing, load
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.names import Name
from schemac.model.objects import Enum, Namespace, Object, Sequence, View
from schemac.model.schema import EMPTY
from schemac.model.tables import Check, Column, ForeignKey, Index, IndexKey, Part, PrimaryKey, Table, Unique
from tests.unit.dialects.test_every_dialect import opaque

COMPILE_ONLY = sorted(
    point.name for point in entry_points(group="schemac.dialects") if find_spec(point.module) and not load(point.name).engine
)
TABLE = Table(name="t", namespace="n", comment="before")
OBJECTS: tuple[Object, ...] = (
    TABLE,
    View(name="v", sql="SELECT 1 AS a"),
    Namespace(name="n"),
    Sequence(name="s"),
    Enum(name="e", values=("a",)),
)
PARTS: tuple[Part, ...] = (
    PrimaryKey(name="p", columns=("a",)),
    Unique(name="u", columns=("a",)),
    Check(name="c", sql="a > 0"),
    ForeignKey(name="f", columns=("a",), table=Name("", "o"), referenced=("id",)),
    Index(name="i", keys=(IndexKey(column="a"),)),
)


def alterations(dialect: Dialect, can: Capabilities) -> Iterator[Change]:
    """Go through one change of every attribute that can be changed in place."""
    own = False
    before = Column(name="a", type=dialect.native_type("integer", own, EMPTY).text, default="1", comment="before")
    after = Column(name="a", type=dialect.native_type("bigint", own, EMPTY).text, nullable=False, comment="after")
    for kind, aspects in can.alter:
        for aspect in sorted(aspects):
            if kind == "column":
                yield Change(Verb.ALTER, before, after, TABLE, TABLE, (aspect,))
            yield from (
                Change(Verb.ALTER, item, replace(item, comment="after"), aspects=(aspect,)) for item in OBJECTS if item.kind == kind
            )
            for part in PARTS:
                if part.kind == kind:
                    yield Change(Verb.ALTER, part, replace(part, comment="after"), TABLE, TABLE, (aspect,))
    yield Change(Verb.ADD, None, replace(after, nullable=True), TABLE, TABLE)
    yield Change(Verb.DROP, before, None, TABLE, TABLE)


def replacements(can: Capabilities) -> Iterator[Change]:
    """Go through what can be renamed, dropped, and added again."""
    column = Column(name="a", type="x")
    for part in (column, *PARTS):
        if part.kind in can.rename:
            yield Change(Verb.RENAME, part, replace(part, name="z"), TABLE, TABLE)
        if part.kind in can.replace:
            yield Change(Verb.ADD, None, part, TABLE, TABLE)
            yield Change(Verb.DROP, part, None, TABLE, TABLE)
    for item in OBJECTS:
        if item.kind in can.rename:
            yield Change(Verb.RENAME, item, replace(item, name="z"))
        if item.kind in can.kinds:
            yield Change(Verb.DROP, item, None)


@pytest.mark.parametrize("name", COMPILE_ONLY)
def test_what_can_be_changed_in_place_has_words(name: str) -> None:
    """Each change that the capabilities allow is written, and read back by sqlglot."""
    dialect = load(name)
    can = dialect.capabilities
    context = Legalizing(EMPTY, EMPTY, can)
    changes = [*alterations(dialect, can), *replacements(can)]
    statements = tuple(made for change in changes for made in write_statements((change,), context, Definition(), dialect))
    assert [] == opaque(statements, dialect)
    assert [] == [statement.sql for statement in statements if not statement.sql.strip()]
    assert len(statements) >= len(changes)


def test_sql_server_drops_a_default_with_its_column() -> None:
    """A column of SQL Server cannot go before the constraint that holds its default."""
    dialect = load("sqlserver")
    column = Column(name="a", type="INT", default="1")
    change = Change(Verb.DROP, column, None, TABLE, TABLE)
    made = write_statements((change,), Legalizing(EMPTY, EMPTY, dialect.capabilities), Definition(), dialect)
    assert ["ALTER TABLE n.t DROP CONSTRAINT df_t_a, COLUMN a"] == [statement.sql for statement in made]
