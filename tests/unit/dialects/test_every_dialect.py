"""What every dialect must do, whatever it is."""

from __future__ import annotations

from importlib.metadata import entry_points
from importlib.util import find_spec

import pytest
import sqlglot
from sqlglot import exp

from schemac.compile.normalize import normalize
from schemac.compile.statements import write_statements
from schemac.dialect import Dialect, Legalizing, NativeType, Unsupported, load
from schemac.diff.differ import diff
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.model.plan import Statement
from schemac.model.schema import EMPTY, Schema
from tests.unit.dialects.shop import PLAIN, RICH

NAMES = sorted(point.name for point in entry_points(group="schemac.dialects") if find_spec(point.module))
PORTABLE = """
tinyint; smallint; mediumint; integer; bigint; tinyint unsigned; smallint unsigned; integer unsigned; bigint unsigned; numeric;
numeric(10); numeric(12,2); real; double; money; boolean; char(3); varchar; varchar(320); text; citext; enum('a','b'); date; time;
timetz; timestamp; timestamp(3); timestamptz; timestamptz(3); interval; year; blob; binary(16); varbinary(16); bit(3); varbit(3);
uuid; json; jsonb; xml; inet; cidr; macaddr; text[]; integer[][]; serial; nonsense
"""
TYPES = [" ".join(kind.split()) for kind in PORTABLE.split(";")]


@pytest.fixture(params=NAMES)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """Return each dialect that stands."""
    return load(request.param)


def compiled(schema: Schema, dialect: Dialect) -> tuple[Statement, ...]:
    """Return the statements that make a schema from nothing."""
    can = dialect.capabilities
    desired = normalize(Definition(schema=schema), dialect, can)
    changes = diff(EMPTY, desired).changes
    return write_statements(changes, Legalizing(EMPTY, desired.schema, can), desired, dialect)


def outcome(schema: Schema, dialect: Dialect) -> tuple[Statement, ...] | SchemaError:
    """Return the statements that make a schema, or why it cannot be made."""
    try:
        return compiled(schema, dialect)
    except SchemaError as error:
        return error


def home(dialect: Dialect, text: str) -> NativeType | Unsupported:
    """Return what becomes of a portable type, or why nothing does."""
    own = False
    try:
        return dialect.native_type(text, own, EMPTY)
    except Unsupported as no:
        return no


def opaque(statements: tuple[Statement, ...], dialect: Dialect) -> list[str]:
    """Return the statements that sqlglot does not understand and that the dialect does not vouch for."""
    return [
        statement.sql
        for statement in statements
        if not statement.sql.startswith(dialect.opaque or ("\0",))
        and isinstance(sqlglot.parse_one(statement.sql, read=dialect.sqlglot), exp.Command)
    ]


@pytest.mark.parametrize("text", TYPES)
def test_a_portable_type_has_a_home_or_a_way_out(dialect: Dialect, text: str) -> None:
    """Every type of the language becomes a type of the engine, or is refused with something to write instead."""
    native = home(dialect, text)
    if isinstance(native, Unsupported):
        assert "" not in {native.reason, native.remedy}
    else:
        assert native.text
        assert "{" not in native.check.replace("{column}", "c")


@pytest.mark.parametrize("text", ["integer", "varchar(320)", "numeric(12,2)", "date", "blob"])
def test_own_text_is_taken_to_the_letter(dialect: Dialect, text: str) -> None:
    """What a portable type became is the engine's own text, and stays as it is when it is given as that."""
    own = True
    native = home(dialect, text)
    assert isinstance(native, NativeType)
    assert native.text == dialect.native_type(native.text, own, EMPTY).text


def test_a_plain_schema_compiles_for_every_target(dialect: Dialect) -> None:
    """What asks for nothing special compiles everywhere, makes each object once, and is read back by sqlglot."""
    statements = compiled(PLAIN, dialect)
    assert 3 == sum(statement.sql.startswith(("CREATE TABLE", "CREATE VIEW")) for statement in statements)
    assert [] == opaque(statements, dialect)


def test_a_rich_schema_compiles_or_says_what_to_write(dialect: Dialect) -> None:
    """What a target cannot have is refused all at once, each time with a hint; all else is read back by sqlglot."""
    made = outcome(RICH, dialect)
    if isinstance(made, SchemaError):
        assert [] == [problem for problem in made.problems if not problem.hint]
    else:
        assert [] == opaque(made, dialect)


def test_compiling_twice_gives_the_same_bytes(dialect: Dialect) -> None:
    """The same definition gives the same SQL."""
    assert compiled(PLAIN, dialect) == compiled(PLAIN, dialect)


def test_what_is_left_out_is_told(dialect: Dialect) -> None:
    """A constraint or index of a kind that the engine has not is a line of the loss report."""
    kinds = {part.kind for table in PLAIN.tables for part in (*table.constraints, *table.indexes)}
    wanting = kinds - dialect.capabilities.kinds
    losses = "\n".join(loss.message for loss in normalize(Definition(schema=PLAIN), dialect, dialect.capabilities).losses)
    assert [] == [kind for kind in sorted(wanting) if f"has no {kind.replace('_', ' ')}" not in losses]


def test_what_is_kept_and_not_enforced_is_told(dialect: Dialect) -> None:
    """A key that only informs is kept, and the loss report says that nothing enforces it."""
    normalized = normalize(Definition(schema=PLAIN), dialect, dialect.capabilities)
    losses = "\n".join(loss.message for loss in normalized.losses)
    kept = {part.kind for table in normalized.schema.tables for part in table.constraints}
    informing = sorted(kept & dialect.capabilities.informational)
    assert [] == [kind for kind in informing if f"keeps the {kind.replace('_', ' ')}" not in losses]


def test_native_words_are_explained(dialect: Dialect) -> None:
    """Every native word comes with a line of explanation."""
    assert [] == [word for words in dialect.words.values() for word, line in words.items() if not line.strip()]


def test_quotes_and_breaks_cannot_leave_a_name_or_a_literal(dialect: Dialect) -> None:
    """A hostile comment or label stays inside its literal as sqlglot reads it, and a hostile name inside its quotes."""
    hostile = "x'; DROP TABLE t; --\\"
    literal = sqlglot.parse_one(dialect.literal(hostile), read=dialect.sqlglot)
    name = sqlglot.parse_one(dialect.quote("a b; DROP TABLE t"), read=dialect.sqlglot)
    assert hostile == literal.this
    assert "a b; DROP TABLE t" == name.name
