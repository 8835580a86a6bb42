"""What is written of a schema reads like house style, and gives the schema back when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemac.compile.normalize import normalize
from schemac.dialect import Dialect
from schemac.dialect import load as load_dialect
from schemac.model.definition import Naming
from schemac.model.names import Name, Ref
from schemac.model.objects import Enum, Object, Sequence, View
from schemac.model.programs import Function, Trigger
from schemac.model.relations import Policy
from schemac.model.schema import Schema
from schemac.model.tables import (
    Check,
    Column,
    Constraint,
    ForeignKey,
    Generated,
    Identity,
    Index,
    IndexKey,
    PrimaryKey,
    Table,
    Unique,
)
from schemac.source import load
from schemac.source.build import build_definition
from schemac.source.write import write_definition, write_files
from schemac.source.yaml_reader import read_yaml

SQLITE = load_dialect("sqlite")
EXAMPLES = sorted(Path(__file__).parents[3].glob("schemas/*.yaml"))
LIVE = ("mariadb", "mysql", "postgresql", "sqlite")


def in_no_order(schema: Schema) -> dict[object, object]:
    """Return a schema's objects with the constraints of each table in one order, and queries without blanks, which say nothing."""

    def plain(item: Object) -> Object:
        if isinstance(item, Table):
            return replace(item, constraints=tuple(sorted(item.constraints, key=repr)), indexes=tuple(sorted(item.indexes, key=repr)))
        return replace(item, sql="".join(item.sql.split())) if isinstance(item, View) else item

    return {ref: plain(item) for ref, item in schema.objects.items()}


def assert_comes_back(schema: Schema, dialect: Dialect) -> str:
    """Write a schema, read it, compare, and return what was written."""
    text = write_definition(schema, name="x", dialect=dialect)
    definition = build_definition([read_yaml("x.yaml", text)], frozenset(), [], whole=True)
    back = normalize(definition, dialect, dialect.capabilities).schema
    assert in_no_order(schema) == in_no_order(back), text
    return text


def sample() -> Schema:
    """Return tables that use most words."""
    customer = Table(
        name="customer",
        columns=(
            Column(name="id", type="INTEGER", nullable=False, identity=Identity(always=False)),
            Column(name="email", type="VARCHAR(320)"),
            Column(name="locale", type="VARCHAR(8)", nullable=False, default="'en'"),
            Column(name="visits", type="INTEGER", default="0"),
            Column(name="since", type="TEXT", default="CURRENT_TIMESTAMP"),
            Column(name="lower_email", type="TEXT", generated=Generated(sql="lower(email)", stored=False)),
        ),
        constraints=(
            PrimaryKey(name="customer_pkey", columns=("id",)),
            Unique(name="customer_email_key", columns=("email",)),
            Check(name="customer_visits_check", sql="visits >= 0"),
            Check(name="known", sql="locale <> '' or visits = 0"),
        ),
        indexes=(
            Index(name="customer_lower_idx", keys=(IndexKey(sql="lower(email)"),), unique=True),
            Index(name="customer_since_idx", keys=(IndexKey(column="since", order="desc"), IndexKey(column="id")), where="visits > 0"),
        ),
    )
    order = Table(
        name="order",
        columns=(Column(name="id", type="INTEGER", nullable=False), Column(name="customer_id", type="INTEGER", nullable=False)),
        constraints=(
            PrimaryKey(name="order_pkey", columns=("id", "customer_id")),
            ForeignKey(name="order_customer_id_fkey", columns=("customer_id",), table=Name("", "customer"), referenced=("id",)),
        ),
    )
    view = View(name="v", sql="select id\nfrom customer\n  where visits > 0")
    return Schema.of([customer, order, view])


def test_a_definition_reads_like_house_style() -> None:
    """Short things stand on one line; what concerns one column stands beside it; derived names are left out."""
    expected = """\
# yaml-language-server: $schema=./schemac.schema.json
# Imported from SQLite 3
schemac: 1
database: {name: x, targets: [sqlite], expressions: sqlite}

tables:
  customer:
    columns:
      id: {type: integer, identity: by default, primary_key: true}
      email: {type: varchar(320), unique: true}
      locale: {type: varchar(8), nullable: false, default: en}
      visits: {type: integer, default: 0, check: visits >= 0}
      since: {type: text, default: {sql: CURRENT_TIMESTAMP}}
      lower_email: {type: text, generated: {sql: lower(email), stored: false}}
    constraints:
      known: {check: locale <> '' or visits = 0}
    indexes:
      customer_lower_idx: {columns: [{sql: lower(email)}], unique: true}
      customer_since_idx: {columns: [{column: since, order: desc}, id], where: visits > 0}

  order:
    columns:
      id: integer
      customer_id: {type: integer, references: customer.id}
    primary_key: [id, customer_id]

views:
  v:
    sql: |-
      select id
      from customer
        where visits > 0
"""

    assert expected == write_definition(sample(), name="x", dialect=SQLITE, header="Imported from SQLite 3")
    assert_comes_back(sample(), SQLITE)


def test_constraints_without_a_name_stay_without_one() -> None:
    """Where the engine knows unnamed constraints, the naming leaves them alone and named ones are written by name."""
    table = Table(
        name="t",
        columns=(Column(name="a", type="INTEGER", nullable=False), Column(name="b", type="INTEGER")),
        constraints=(
            PrimaryKey(columns=("a",)),
            Unique(columns=("a", "b")),
            Check(sql="a > b"),
            Check(name="t_b_check", sql="b > 0"),
            ForeignKey(columns=("a", "b"), table=Name("", "t"), referenced=("a", "b")),
        ),
    )

    text = assert_comes_back(Schema.of([table]), SQLITE)

    assert "naming: {primary_key: null, unique: null, foreign_key: null, check: null}" in text
    assert "- {name: t_b_check, check: b > 0}" in text


def test_what_only_the_engine_knows_stands_among_its_own_words() -> None:
    """A column without a type, a key that may be null and a reference to whatever the key is are kept by native words."""
    table = Table(
        name="t",
        columns=(Column(name="a", type=""), Column(name="b", type="TEXT", nullable=True)),
        constraints=(PrimaryKey(columns=("b",)), ForeignKey(columns=("a",), table=Name("", "t"))),
        options={"without_rowid": True},
    )

    assert_comes_back(Schema.of([table]), SQLITE)


def test_a_table_that_is_only_referred_to_is_written_as_not_managed() -> None:
    """What the model does not hold can be referred to all the same, and nobody touches it."""
    key = ForeignKey(name="k", columns=("a",), table=Name("", "elsewhere"), referenced=("id",))
    table = Table(name="t", columns=(Column(name="a", type="INTEGER"),), constraints=(key,))

    text = write_definition(Schema.of([table]), name="x", dialect=SQLITE)
    definition = build_definition([read_yaml("x.yaml", text)], frozenset(), [], whole=True)

    assert "  elsewhere: {managed: false}\n" in text
    assert {Ref("table", "", "elsewhere")} == set(definition.unmanaged)


def test_a_name_is_left_out_only_where_it_would_be_given_back() -> None:
    """Names by another naming are left out under that naming and written under the usual one."""
    table = Table(
        name="t", columns=(Column(name="a", type="INTEGER", nullable=False),), constraints=(PrimaryKey(name="pk_t", columns=("a",)),)
    )
    naming = Naming(primary_key="pk_{table}")

    usual = write_definition(Schema.of([table]), name="x", dialect=SQLITE)
    own = write_definition(Schema.of([table]), name="x", dialect=SQLITE, naming=naming)

    assert "pk_t: {primary_key: [a]}" in usual
    assert "naming: {primary_key: pk_{table}}" in own.replace('"', "")
    assert "a: {type: integer, primary_key: true}" in own


@pytest.mark.parametrize(("path", "name"), [(path, name) for path in EXAMPLES for name in LIVE if name in load(path).targets])
def test_the_examples_come_back(path: Path, name: str) -> None:
    """Each example in an engine's terms is written and read without loss."""
    definition, dialect = load(path), load_dialect(name)

    assert_comes_back(normalize(definition, dialect, dialect.capabilities).schema, dialect)


def test_a_serial_column_is_one_word() -> None:
    """A column with a sequence of its own is `serial` again and its sequence is not written; one with a sequence like no other is not."""
    dialect = load_dialect("postgresql")
    usual = Sequence(name="t_a_seq", type="integer", owned_by=("", "t", "a"))
    other = Sequence(name="t_b_seq", start=7, owned_by=("", "t", "b"))
    table = Table(
        name="t",
        columns=(
            Column(name="a", type="integer", nullable=False, default="nextval('t_a_seq'::regclass)"),
            Column(name="b", type="bigint", nullable=False, default="nextval('t_b_seq'::regclass)"),
        ),
    )

    text = assert_comes_back(Schema.of([usual, other, table]), dialect)

    assert "      a: serial\n" in text
    assert "t_a_seq" not in text
    assert "  t_b_seq: {start: 7, owned_by: t.b}\n" in text


def test_files_hold_one_table_each_and_read_as_one_definition(tmp_path: Path) -> None:
    """The main file includes a file for each table and view, whatever the tables are called."""
    odd = [Table(name=name, columns=(Column(name="a.b", type="TEXT"),)) for name in ("A", "a", "x/../y", "..", "ü.ñ", "a b")]
    schema = sample().having(odd)

    files = write_files(schema, name="x", dialect=SQLITE)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    back = normalize(load(tmp_path / "schema.yaml"), SQLITE, SQLITE.capabilities).schema

    assert len(schema.objects) + 1 == len(files)
    assert in_no_order(schema) == in_no_order(back)


def test_what_hangs_on_a_table_stands_in_its_file() -> None:
    """Triggers and policies go with their table, routines of one name share a file, types stay in the main file."""
    postgresql = load_dialect("postgresql")
    schema = Schema.of(
        [
            Enum(name="mood", values=("a",)),
            Table(name="t", namespace="s", columns=(Column(name="a", type="integer"),)),
            View(name="v", sql="select 1"),
            Function(name="f()", signature="", returns="trigger", language="plpgsql", body="begin end"),
            Function(name="f(integer)", signature="integer", returns="integer", body="select 1"),
            Trigger(name="touch", table="t", namespace="s", timing="before", events=("update",), execute="f()"),
            Policy(name="own", table="t", namespace="s", using="a > 0"),
        ]
    )

    files = write_files(schema, name="x", dialect=postgresql)

    assert ["schema.yaml", "functions/f.yaml", "tables/s.t.yaml", "views/v.yaml"] == list(files)
    assert "include: [tables/*.yaml, views/*.yaml, functions/*.yaml]\n" in files["schema.yaml"]
    assert "  mood: [a]\n" in files["schema.yaml"]
    assert "  s.t.touch:" in files["tables/s.t.yaml"]
    assert "  s.t.own:" in files["tables/s.t.yaml"]


def test_a_default_loses_the_label_that_the_engine_would_give_it() -> None:
    """A cast that says only what the column's type says is left out, and a cast that says more is kept."""
    columns = (
        Column(name="a", type="mood", default="'a'::mood"),
        Column(name="b", type="character varying(8)", default="'en'::character varying"),
        Column(name="c", type="integer", default="'-1'::integer"),
        Column(name="d", type="text", default="'1'::text"),
        Column(name="e", type="text", default="'x'::bpchar"),
    )
    schema = Schema.of([Enum(name="mood", values=("a",)), Table(name="t", columns=columns)])

    text = assert_comes_back(schema, load_dialect("postgresql"))

    assert "a: {type: mood, default: a}" in text
    assert "b: {type: varchar(8), default: en}" in text
    assert "c: {type: integer, default: -1}" in text
    assert "d: {type: text, default: " in text
    assert "'1'::text" not in text
    assert "e: {type: text, default: {sql: \"'x'::bpchar\"}}" in text


def test_a_long_query_of_an_engine_that_keeps_no_lines_is_laid_out() -> None:
    """Each column, clause and join has a line of its own; subqueries and calls stay whole, and so does the meaning."""
    columns = ",".join(f"`a`.`c{at}` AS `c{at}`" for at in range(4))
    sub = "select 1 from `c` where `c`.`x` = 'from, where'"
    view = View(
        name="v", sql=f"select {columns},concat(`a`.`p`,', ') AS `p`,exists({sub}) AS `e` from (`a` join `b` on(`a`.`x` = `b`.`x`))"
    )

    text = assert_comes_back(Schema.of([view]), load_dialect("mariadb"))

    expected = """\
    sql: |-
      select `a`.`c0` AS `c0`,
        `a`.`c1` AS `c1`,
        `a`.`c2` AS `c2`,
        `a`.`c3` AS `c3`,
        concat(`a`.`p`,', ') AS `p`,
        exists(select 1 from `c` where `c`.`x` = 'from, where') AS `e`
      from (`a`
        join `b` on(`a`.`x` = `b`.`x`))
"""
    assert expected in text


LETTERS = st.characters(exclude_categories=("C", "Z"), exclude_characters='"') | st.sampled_from(list(" .'#:[]{}${"))
NAMES = st.text(LETTERS, min_size=1, max_size=12)
TYPES = ("TEXT", "VARCHAR(8)", "INTEGER", "NUMERIC(6,2)", "BOOLEAN", "BLOB", "MY ODD TYPE", "")
LITERALS = st.text(max_size=12).map(lambda text: "'" + text.replace("\0", "").replace("'", "''") + "'")
DEFAULTS = st.sampled_from(["0", "-1", "1.50", "1e3", "true", "TRUE", "NULL", "CURRENT_DATE", "(1 + 1)", "'on'", "''", "x'00'"])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table with names and defaults of any text."""
    name, names = draw(NAMES), draw(st.lists(NAMES, min_size=1, max_size=5, unique_by=str.lower))
    columns = tuple(
        Column(name=column, type=draw(st.sampled_from(TYPES)), nullable=draw(st.booleans()), default=draw(st.none() | DEFAULTS | LITERALS))
        for column in names
    )
    group = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    unique_names = draw(st.lists(NAMES.map(lambda text: "u" + text), max_size=2, unique_by=str.lower))
    constraints: list[Constraint] = [Unique(name=draw(st.sampled_from(["", unique])), columns=draw(group)) for unique in unique_names]
    if draw(st.booleans()):
        constraints.append(PrimaryKey(name=draw(st.sampled_from(["", f"{name}_pkey", "k"])), columns=draw(group)))
    index_names = draw(st.lists(NAMES, max_size=2, unique=True))
    indexes = tuple(Index(name=index, keys=tuple(IndexKey(column=column) for column in draw(group))) for index in index_names)
    return Table(name=name, columns=columns, constraints=tuple(constraints), indexes=indexes)


@given(tables())
def test_any_table_comes_back(table: Table) -> None:
    """Whatever names, types and defaults a table has, reading what is written gives the same table."""
    assert_comes_back(Schema.of([table]), SQLITE)


@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "\n\n\n"])
def test_a_body_keeps_the_blank_lines_at_its_end(ending: str) -> None:
    """The blank line between two functions is not taken for a part of the first one's body, nor one more for the last."""
    body = f"begin\n  return 1;\nend{ending}"
    functions = [Function(name=name, signature="", returns="integer", language="plpgsql", body=body) for name in ("f", "g")]
    wanted = Schema.of([*functions, View(name="v", sql="SELECT 1 AS a")])

    text = write_definition(wanted, name="d", dialect=load_dialect("postgresql"))
    found = build_definition([read_yaml("x.yaml", text)], frozenset(), [], whole=True)

    assert [body, body] == [item.body for item in found.schema if isinstance(item, Function)]
