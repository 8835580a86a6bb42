"""What is particular to each compile-only dialect: its types, and the SQL of small examples."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from schemac.compile.normalize import normalize
from schemac.compile.statements import write_statements
from schemac.dialect import Legalizing, Unsupported, load
from schemac.diff.differ import diff
from schemac.errors import SchemaError
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.names import Name
from schemac.model.objects import Namespace, Object, Sequence, View
from schemac.model.schema import EMPTY, Schema
from schemac.model.tables import Check, Column, ForeignKey, Generated, Identity, Index, IndexKey, PrimaryKey, Table, Unique

HOMES = [
    ("duckdb", "bigint unsigned", "UBIGINT"),
    ("duckdb", "text[]", "VARCHAR[]"),
    ("duckdb", "enum('a','b')", "ENUM ('a', 'b')"),
    ("sqlserver", "varchar(320)", "NVARCHAR(320)"),
    ("sqlserver", "varchar(5000)", "NVARCHAR(MAX)"),
    ("sqlserver", "text", "NVARCHAR(MAX)"),
    ("sqlserver", "timestamptz(3)", "DATETIMEOFFSET(3)"),
    ("sqlserver", "tinyint", "SMALLINT"),
    ("sqlserver", "tinyint unsigned", "TINYINT"),
    ("oracle", "varchar(320)", "VARCHAR2(320 CHAR)"),
    ("oracle", "bigint", "NUMBER(19)"),
    ("oracle", "boolean", "BOOLEAN"),
    ("oracle", "varchar(5000)", "CLOB"),
    ("snowflake", "timestamptz", "TIMESTAMP_LTZ(6)"),
    ("snowflake", "jsonb", "VARIANT"),
    ("bigquery", "varchar(320)", "STRING(320)"),
    ("bigquery", "numeric(12,2)", "NUMERIC(12, 2)"),
    ("bigquery", "numeric(38,20)", "BIGNUMERIC(38, 20)"),
    ("bigquery", "timestamp", "DATETIME"),
    ("redshift", "varchar(320)", "VARCHAR(1280)"),
    ("redshift", "text", "VARCHAR(65535)"),
    ("redshift", "json", "SUPER"),
    ("clickhouse", "int unsigned", "UInt32"),
    ("clickhouse", "enum('a','b')", "Enum8('a' = 1, 'b' = 2)"),
    ("clickhouse", "timestamptz", "DateTime64(6, 'UTC')"),
    ("trino", "timestamptz(3)", "TIMESTAMP(3) WITH TIME ZONE"),
    ("trino", "integer[][]", "ARRAY(ARRAY(INTEGER))"),
    ("spark", "timestamp", "TIMESTAMP_NTZ"),
    ("databricks", "text[]", "ARRAY<STRING>"),
]
"""Types whose spelling is worth a line: `(dialect, portable, native)`."""

HOMELESS = [
    ("duckdb", "numeric", "give it a precision and a scale: numeric(38,9)"),
    ("sqlserver", "text[]", "name a type of its own: dialects: {sqlserver: {type: NVARCHAR(MAX)}}"),
    ("oracle", "time", "dialects: {oracle: {type: INTERVAL DAY(0) TO SECOND(6)}}"),
    ("bigquery", "text[][]", "name a type of its own: dialects: {bigquery: {type: STRING}}"),
    ("spark", "time", "name a type of its own: dialects: {spark: {type: STRING}}"),
    ("databricks", "time", "name a type of its own: dialects: {databricks: {type: STRING}}"),
]
"""Types that a target cannot keep: `(dialect, portable, remedy)`."""


PORTABLE = False
"""Whether a type as written is the engine's own: here it never is."""


def sql_of(name: str, *objects: Object) -> list[str]:
    """Return the SQL that makes some objects on an engine."""
    dialect = load(name)
    desired = normalize(Definition(schema=Schema.of(objects)), dialect, dialect.capabilities)
    context = Legalizing(EMPTY, desired.schema, dialect.capabilities)
    return [statement.sql for statement in write_statements(diff(EMPTY, desired).changes, context, desired, dialect)]


def losses_of(name: str, *objects: Object) -> list[str]:
    """Return the loss report of some objects on an engine."""
    dialect = load(name)
    return [loss.message for loss in normalize(Definition(schema=Schema.of(objects)), dialect, dialect.capabilities).losses]


@pytest.mark.parametrize(("name", "portable", "native"), HOMES)
def test_a_type_is_spelled_as_its_engine_does(name: str, portable: str, native: str) -> None:
    """A portable type becomes the engine's own."""
    assert native == load(name).native_type(portable, PORTABLE, EMPTY).text


@pytest.mark.parametrize(("name", "portable", "remedy"), HOMELESS)
def test_a_type_without_a_home_names_the_override(name: str, portable: str, remedy: str) -> None:
    """A type that cannot keep its values is refused with what to write instead."""
    with pytest.raises(Unsupported) as refused:
        load(name).native_type(portable, PORTABLE, EMPTY)
    assert remedy == refused.value.remedy


def test_unsigned_integers_keep_their_bounds_where_there_are_none() -> None:
    """A wider type and a check stand for an unsigned integer."""
    native = load("oracle").native_type("int unsigned", PORTABLE, EMPTY)
    assert ("NUMBER(19)", "{column} BETWEEN 0 AND 4294967295") == (native.text, native.check)


def test_sql_server_names_defaults_and_brackets_what_is_reserved() -> None:
    """A default of SQL Server has a name, a boolean is a bit, and an instant is taken with its offset."""
    table = Table(
        name="order",
        columns=(
            Column(name="id", type="bigint", nullable=False, identity=Identity(start=10)),
            Column(name="open", type="boolean", nullable=False, default="true"),
            Column(name="at", type="timestamptz", default="now()"),
            Column(name="doubled", type="bigint", generated=Generated(sql="id * 2")),
        ),
        constraints=(PrimaryKey(columns=("id",)),),
    )
    expected = (
        "CREATE TABLE [order] (\n"
        "  id BIGINT IDENTITY(10, 1) NOT NULL,\n"
        "  [open] BIT NOT NULL CONSTRAINT df_order_open DEFAULT 1,\n"
        "  at DATETIMEOFFSET(6) NULL CONSTRAINT df_order_at DEFAULT SYSDATETIMEOFFSET(),\n"
        "  doubled AS (id * 2) PERSISTED,\n"
        "  CONSTRAINT order_pkey PRIMARY KEY (id)\n"
        ")"
    )
    assert [expected] == sql_of("sqlserver", table)


def test_sql_server_leaves_nulls_out_of_a_unique_index() -> None:
    """SQL Server takes nulls as equal, so a unique index over a column that may be null covers the other rows only."""
    index = Index(name="t_a_idx", keys=(IndexKey(column="a"),), unique=True)
    table = Table(name="t", columns=(Column(name="a", type="integer"),), indexes=(index,))
    assert "CREATE UNIQUE INDEX t_a_idx ON t (a) WHERE a IS NOT NULL" == sql_of("sqlserver", table)[-1]


def test_sql_server_marks_text_beyond_ascii() -> None:
    """A string that plain literals cannot hold is a national one."""
    table = Table(name="t", columns=(Column(name="a", type="varchar(9)", default="'Köln'"),))
    assert "DEFAULT N'Köln'" in sql_of("sqlserver", table)[0]


@pytest.mark.parametrize(("name", "kind"), [("sqlserver", "NVARCHAR(MAX)"), ("oracle", "CLOB")])
def test_a_key_over_a_long_text_is_refused(name: str, kind: str) -> None:
    """What the engine would refuse when the SQL runs is refused before, with what to write."""
    table = Table(name="t", columns=(Column(name="a", type="text"),), constraints=(Unique(name="u", columns=("a",)),))
    with pytest.raises(SchemaError) as refused:
        sql_of(name, table)
    title = load(name).title
    assert f"unique t.u: {title} has no key over a, which is {kind}" == refused.value.problems[0].message


@pytest.mark.parametrize("name", ["sqlserver", "bigquery", "redshift", "spark", "snowflake", "oracle"])
def test_a_function_that_the_engine_lacks_is_refused(name: str) -> None:
    """A default that calls what only PostgreSQL has is an error with the override to write."""
    table = Table(name="t", columns=(Column(name="a", type="bigint", default="nextval('s')"),))
    with pytest.raises(SchemaError) as refused:
        sql_of(name, table)
    assert [f"write it for {load(name).title}: dialects: {{{name}: {{default: ...}}}}"] == [p.hint for p in refused.value.problems]


@pytest.mark.parametrize("name", ["oracle", "snowflake"])
def test_quotes_go_where_bare_names_fold_to_upper_case(name: str) -> None:
    """A plain lower-case name is bare in the table, so it is bare in expressions and queries too; mixed case keeps its quotes."""
    table = Table(name="t", columns=(Column(name="a", type="integer"), Column(name="B", type="integer")))
    made = sql_of(name, table, View(name="v", sql='select "a", "B" from "t" where "a" > 1'))
    assert 'CREATE VIEW v AS\nSELECT a, "B" FROM t WHERE a > 1' == made[1]


def test_oracle_tells_that_an_empty_text_is_null() -> None:
    """The empty text is lost on Oracle, and the report says so once."""
    table = Table(name="t", columns=(Column(name="a", type="varchar(9)"), Column(name="b", type="varchar(9)")))
    assert ["Oracle takes an empty text as null, in every column"] == losses_of("oracle", table)


def test_oracle_makes_no_user() -> None:
    """A namespace is a user of Oracle: it is not made, and the report says so."""
    assert ([], 1) == (sql_of("oracle", Namespace(name="billing")), len(losses_of("oracle", Namespace(name="billing"))))


def test_bigquery_writes_descriptions_and_keys_that_inform() -> None:
    """Comments are options, keys are not enforced, and native words stand after the table."""
    table = Table(
        name="t",
        comment="It's",
        columns=(Column(name="id", type="bigint", comment="a\nb"), Column(name="day", type="date")),
        constraints=(PrimaryKey(columns=("id",)),),
        dialects={"bigquery": {"partition_by": "day", "cluster_by": "id", "options": "require_partition_filter = true"}},
    )
    expected = (
        "CREATE TABLE t (\n"
        "  id INT64 NOT NULL OPTIONS (description = 'a\\nb'),\n"
        "  day DATE,\n"
        "  PRIMARY KEY (id) NOT ENFORCED\n"
        ")\n"
        "PARTITION BY day\n"
        "CLUSTER BY id\n"
        "OPTIONS (description = 'It\\'s', require_partition_filter = true)"
    )
    assert [expected] == sql_of("bigquery", table)


def test_redshift_takes_its_native_words() -> None:
    """Distribution, sorting and compression are native words."""
    table = Table(
        name="t",
        columns=(
            Column(name="id", type="bigint", identity=Identity()),
            Column(name="a", type="integer", dialects={"redshift": {"encode": "AZ64"}}),
        ),
        dialects={"redshift": {"diststyle": "KEY", "distkey": "id", "sortkey": "a", "sortstyle": "COMPOUND"}},
    )
    assert [
        "CREATE TABLE t (\n  id BIGINT IDENTITY(1, 1),\n  a INTEGER ENCODE AZ64\n)\nDISTSTYLE KEY\nDISTKEY (id)\nCOMPOUND SORTKEY (a)"
    ] == sql_of("redshift", table)


def test_clickhouse_sorts_by_the_primary_key_and_wraps_what_may_be_null() -> None:
    """Whether a column may be null is part of its type; the primary key is how the table is sorted."""
    table = Table(
        name="t",
        columns=(
            Column(name="id", type="bigint"),
            Column(name="a", type="text", dialects={"clickhouse": {"low_cardinality": True}}),
            Column(name="b", type="integer[]"),
            Column(name="c", type="integer", nullable=False, generated=Generated(sql="id + 1", stored=False)),
        ),
        constraints=(PrimaryKey(columns=("id",)), Check(name="positive", sql="id > 0")),
        dialects={"clickhouse": {"engine": "ReplacingMergeTree", "partition_by": "id % 10"}},
    )
    expected = (
        "CREATE TABLE t (\n"
        "  id Int64,\n"
        "  a LowCardinality(Nullable(String)),\n"
        "  b Array(Int32),\n"
        "  c Int32 ALIAS id + 1,\n"
        "  CONSTRAINT positive CHECK (id > 0)\n"
        ")\n"
        "ENGINE = ReplacingMergeTree\n"
        "PARTITION BY id % 10\n"
        "ORDER BY (id)"
    )
    assert [expected] == sql_of("clickhouse", table)


def test_snowflake_takes_its_native_words() -> None:
    """A table may be transient and clustered."""
    table = Table(name="t", columns=(Column(name="a", type="integer"),), dialects={"snowflake": {"transient": True, "cluster_by": "a"}})
    assert ["CREATE TRANSIENT TABLE t (\n  a INTEGER\n) CLUSTER BY (a)"] == sql_of("snowflake", table)


def test_trino_tells_that_a_default_is_left_out() -> None:
    """Trino's grammar has no defaults, and the report says which one is lost."""
    table = Table(name="t", columns=(Column(name="a", type="integer", default="1"),))
    assert ["column t.a: Trino has no defaults: 1 is left out"] == losses_of("trino", table)


@pytest.mark.parametrize("name", ["spark", "databricks"])
def test_delta_tables_take_checks_afterwards(name: str) -> None:
    """A Delta table is made first and gets its checks by ALTER TABLE; a default needs a feature of the table."""
    table = Table(name="t", columns=(Column(name="a", type="integer", default="1"),), constraints=(Check(name="c", sql="a > 0"),))
    assert [
        "CREATE TABLE t (\n  a INT DEFAULT 1\n)\nUSING DELTA\nTBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')",
        "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
    ] == sql_of(name, table)


@pytest.mark.parametrize("name", ["oracle", "duckdb"])
def test_a_sequence_without_a_type_ends_where_the_type_did(name: str) -> None:
    """Where sequences have no types, the bounds of the type stand for it."""
    assert ["CREATE SEQUENCE s MAXVALUE 2147483647"] == sql_of(name, Sequence(name="s", type="integer"))


def test_snowflake_tells_what_a_sequence_loses() -> None:
    """Snowflake's sequences know a start and a step, and the report says what else is lost."""
    kept, lost = Sequence(name="a", start=5, increment=2), Sequence(name="b", maximum=9)
    assert ["sequence b: Snowflake keeps no type, bounds, cache or cycle of a sequence"] == losses_of("snowflake", kept, lost)


def test_duckdb_tells_that_a_foreign_key_cannot_leave_its_schema() -> None:
    """A foreign key to a table of another namespace is left out, and the report says so."""
    key = ForeignKey(name="f", columns=("a",), table=Name("", "t"), referenced=("a",))
    column = Column(name="a", type="integer", nullable=False)
    here = Table(name="t", columns=(column,), constraints=(PrimaryKey(columns=("a",)),))
    there = Table(name="u", namespace="n", columns=(column,), constraints=(key,))
    assert ["foreign_key n.u.f: DuckDB has no foreign key to another schema; it is left out"] == losses_of("duckdb", here, there)


COLUMN = Column(name="a", type="integer", nullable=False)
ALTERATIONS = [
    ("sqlserver", "type", "ALTER TABLE t ALTER COLUMN a BIGINT NOT NULL"),
    ("oracle", "type", "ALTER TABLE t MODIFY (a NUMBER(19))"),
    ("bigquery", "type", "ALTER TABLE t ALTER COLUMN a SET DATA TYPE INT64"),
    ("clickhouse", "type", "ALTER TABLE t MODIFY COLUMN a Int64"),
    ("trino", "type", "ALTER TABLE t ALTER COLUMN a SET DATA TYPE BIGINT"),
    ("snowflake", "type", "ALTER TABLE t ALTER COLUMN a SET DATA TYPE BIGINT"),
]


@pytest.mark.parametrize(("name", "aspect", "sql"), ALTERATIONS)
def test_a_column_is_altered_as_its_engine_says(name: str, aspect: str, sql: str) -> None:
    """The same change has each engine's own words."""
    dialect = load(name)
    after = Column(name="a", type=dialect.native_type("bigint", PORTABLE, EMPTY).text, nullable=False)
    table = Table(name="t", columns=(after,))
    change = Change(Verb.ALTER, COLUMN, after, table, table, (aspect,))
    schema = Schema.of((table,))
    made = write_statements((change,), Legalizing(schema, schema, dialect.capabilities), Definition(schema=schema), dialect)
    assert [sql] == [statement.sql for statement in made]


def test_an_action_that_the_engine_lacks_names_the_override() -> None:
    """A foreign key whose action cannot be had is refused, and the override that it names makes it possible."""
    key = ForeignKey(name="f", columns=("a",), table=Name("", "t"), referenced=("a",), on_delete="cascade")
    column = Column(name="a", type="integer", nullable=False)
    here = Table(name="t", columns=(column,), constraints=(PrimaryKey(name="p", columns=("a",)),))
    with pytest.raises(SchemaError) as refused:
        sql_of("duckdb", here, Table(name="u", columns=(column,), constraints=(key,)))
    hint = "dialects: {duckdb: {on_delete: no action}}, and do it in the application or a trigger"
    assert [hint] == [problem.hint for problem in refused.value.problems]
    overridden = replace(key, dialects={"duckdb": {"on_delete": "no action"}})
    made = sql_of("duckdb", here, Table(name="u", columns=(column,), constraints=(overridden,)))
    assert "CONSTRAINT f FOREIGN KEY (a) REFERENCES t (a)\n" in made[1]


def test_oracle_keeps_a_numeric_without_bounds_to_38_digits() -> None:
    """A numeric with bounds loses nothing; one without is cut at 38 digits, and the report says so."""
    table = Table(name="t", columns=(Column(name="a", type="numeric"), Column(name="b", type="numeric(10,2)")))
    assert ["column t.a: a NUMBER keeps 38 digits"] == losses_of("oracle", table)
