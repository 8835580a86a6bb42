"""Rules about PostgreSQL's migration files: where each speaks, and where it is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schemac.dialect import load, load_reader
from schemac.dialect.reading import Asked
from schemac.linting.policy import Policy
from schemac.linting.run import lint_sql
from schemac.model.plan import Hazard

PROVEN = """
alter table t add constraint c check (a is not null) not valid;
alter table t validate constraint c;
alter table t alter a set not null
"""
NEW = "create table n (id bigint primary key, a text);"


def found(sql: str, *, version: tuple[int, ...] = (15,), inside: bool = False, everything: bool = False) -> tuple[Hazard, ...]:
    """Return what is found in a file."""
    dialect = load("postgresql")
    asked = Asked(replace(dialect.capabilities, version=version), inside, ())
    return lint_sql("m.sql", sql, dialect, load_reader(dialect), asked, Policy(everything=everything)).found


def codes(sql: str, *, version: tuple[int, ...] = (15,), inside: bool = False, everything: bool = False) -> set[str]:
    """Return the codes of what is found in a file."""
    return {hazard.code for hazard in found(sql, version=version, inside=inside, everything=everything)}


@pytest.mark.parametrize(
    ("code", "sql"),
    [
        ("DS101", "drop schema s"),
        ("DS101", "drop database d"),
        ("DS102", "drop table t"),
        ("DS103", "alter table t drop column a"),
        ("DS104", "drop sequence s"),
        ("DS110", "truncate t"),
        ("DS109", "drop table t cascade"),
        ("DS109", "drop type e cascade"),
        ("DS109", "truncate t cascade"),
        ("DS112", "alter table t alter a drop not null"),
        ("MF101", "create unique index concurrently i on t (a)"),
        ("MF103", "alter table t add a int not null"),
        ("MF104", "alter table t alter a set not null"),
        ("MF105", "alter table t add check (a > 0) not valid"),
        ("MF107", "alter table t add exclude using gist (a with =)"),
        ("BC101", "alter table t rename to u"),
        ("BC102", "alter table t rename a to b"),
        ("BC103", "alter schema s rename to r"),
        ("BC105", "alter table t drop constraint c"),
        ("BC106", "alter table t alter a type text"),
        ("BC107", "drop view v"),
        ("BC108", "alter table t enable row level security"),
        ("BC109", "alter table t replica identity full"),
        ("BC110", "alter extension e update to '2'"),
        ("BC111", "alter table t add a json"),
        ("PG101", "create index i on t (a)"),
        ("PG102", "drop index i"),
        ("PG103", "begin; create index concurrently i on t (a); commit"),
        ("PG104", "alter table t add primary key (a)"),
        ("PG105", "alter table t add unique (a)"),
        ("PG105", "alter table t add a int unique"),
        ("PG106", "alter table t add exclude using gist (a with =)"),
        ("PG107", "reindex table t"),
        ("PG108", "vacuum full t"),
        ("PG108", "cluster t"),
        ("PG112", "refresh materialized view v"),
        ("PG301", "alter table t alter a type bigint"),
        ("PG302", "alter table t add a uuid default gen_random_uuid()"),
        ("PG302", "alter table t add a int generated always as (b + 1) stored"),
        ("PG302", "alter table t add a bigserial"),
        ("PG303", "alter table t alter a set not null"),
        ("PG305", "alter table t add check (a > 0)"),
        ("PG306", "alter table t add foreign key (a) references u (id)"),
        ("PG306", "alter table t add a int references u (id)"),
        ("PG307", "begin; alter table t add constraint c check (a > 0) not valid; alter table t validate constraint c; commit"),
        ("PG310", "alter table t attach partition p for values in (1)"),
        ("PG311", "alter table t detach partition p"),
        ("PG312", "alter domain d add check (value > 0)"),
        ("PG313", "alter domain d set not null"),
        ("PG314", "alter table t set unlogged"),
        ("PG315", "create trigger g before insert on t for each row execute function f()"),
        ("PG322", "begin; alter type e add value 'x'; insert into t (a) values ('x'); commit"),
        ("ST102", "begin; begin; commit"),
        ("ST102", "commit"),
        ("ST103", "begin; select 1"),
        ("ST104", "update t set a = 1, a = 2 where b"),
        ("ST104", "create view v as select 1 a, 2 a"),
        ("ST106", "select 1; frobnicate t; select 2"),
        ("ST107", "delete from t"),
        ("NM107", f"create table {'a' * 64} (id bigint primary key)"),
        ("DL101", "create table x (a text)"),
        ("DL102", "create table x (a int generated always as identity primary key)"),
        ("DL205", "alter table t add a char(3)"),
        ("DL207", "alter table t alter a type timestamp"),
    ],
)
def test_it_is_found(code: str, sql: str) -> None:
    """The statement is found under that code."""
    assert code in codes(sql)


@pytest.mark.parametrize(
    ("code", "sql"),
    [
        ("PG101", "create index concurrently i on t (a)"),
        ("PG101", f"{NEW} create index i on n (a)"),
        ("PG102", "drop index concurrently i"),
        ("PG103", "create index concurrently i on t (a)"),
        ("PG103", "begin; commit; create index concurrently i on t (a)"),
        ("PG104", "alter table t add constraint p primary key using index i"),
        ("PG105", "alter table t add constraint u unique using index i"),
        ("PG105", f"{NEW} alter table n add unique (a)"),
        ("PG107", "reindex (concurrently) table t"),
        ("PG108", "vacuum (full false) t"),
        ("PG301", f"{NEW} alter table n alter a type bigint"),
        ("PG302", "alter table t add a timestamptz default now()"),
        ("PG302", "alter table t add a int default 2 + 2"),
        ("PG302", "alter table t add a text default 'random()'"),
        (
            "PG303",
            PROVEN,
        ),
        ("PG305", "alter table t add check (a > 0) not valid"),
        ("PG306", "alter table t add foreign key (a) references u (id) not valid"),
        ("PG306", f"{NEW} alter table n add foreign key (id) references u (id)"),
        (
            "PG307",
            "begin; alter table t add constraint c check (a > 0) not valid; commit; begin; alter table t validate constraint c; commit",
        ),
        ("PG311", "alter table t detach partition p concurrently"),
        ("PG312", "alter domain d add constraint c check (value > 0) not valid"),
        ("DS102", f"{NEW} drop table n"),
        ("DS103", f"{NEW} alter table n drop column a"),
        ("MF103", "alter table t add a int not null default 0"),
        ("MF103", "alter table t add a int generated always as identity not null"),
        ("ST103", "begin; rollback"),
        ("ST104", "update t set a[1] = 1, a[2] = 2 where b"),
        ("ST104", 'update t set "A" = 1, a = 2 where b'),
        ("ST107", "delete from t where a"),
        ("NM107", f"create table {'a' * 63} (id bigint primary key)"),
    ],
)
def test_it_is_silent(code: str, sql: str) -> None:
    """Nothing is found under that code."""
    assert code not in codes(sql)


def test_a_validated_check_proves_not_null_from_version_12_on() -> None:
    """An older server reads every row all the same."""
    assert "PG303" in codes(PROVEN, version=(11,))


def test_concurrent_indexes_of_early_14_are_refused() -> None:
    """PostgreSQL 14.0 to 14.3 may build an index that misses rows."""
    sql = "create index concurrently i on t (a)"
    assert [True, False, False] == ["PG111" in codes(sql, version=each) for each in ((14, 3), (14, 4), (15,))]


def test_a_file_may_run_in_a_transaction_of_others() -> None:
    """CONCURRENTLY and COMMIT are wrong in a file that its runner puts in a transaction, unless the file says that it does not."""
    sql = "create index concurrently i on t (a);\nselect 1;\n"
    assert "PG103" in codes(sql, inside=True)
    assert "PG103" not in codes(f"-- schemac: no-transaction\n{sql}", inside=True)
    assert "ST102" in codes("select 1; commit", inside=True)


def test_optional_rules_wait_to_be_asked() -> None:
    """Timeouts, second runs and schemas are looked for on request alone."""
    optional = {"PG316", "PG317", "ST101", "NM108"}
    sql = "alter table t add a text; select 1"
    assert set() == optional & codes(sql)
    assert optional == optional & codes(sql, everything=True)
    assert set() == {"PG316", "PG317"} & codes(f"set lock_timeout = '1s'; set statement_timeout = '5s'; {sql}", everything=True)


def test_a_comment_silences_with_a_reason() -> None:
    """It speaks of its line or the next one; without a reason, or where nothing is found, it is a finding itself."""
    assert [] == [hazard.code for hazard in found("-- schemac: ignore PG102 nobody uses it\n\ndrop index i;\n")]
    assert ["ST110"] == [hazard.code for hazard in found("drop index i; -- schemac: ignore PG102\n")]
    assert ["ST105"] == [hazard.code for hazard in found("select 1; -- schemac: ignore PG102 no reason\n")]
    assert [] == [hazard.code for hazard in found("select 1;\ndrop index i;\n-- schemac: ignore-file PG102 all are new\n")]


def test_what_cannot_be_read_does_not_hide_the_rest() -> None:
    """The statements around one that is no SQL are judged, each at its own line and column."""
    places = [(hazard.code, hazard.position) for hazard in found("select 1;\n  frobnicate t;\n  drop table t;\n")]
    assert [("ST106", ("m.sql", 2, 3)), ("DS102", ("m.sql", 3, 3))] == places


def test_a_new_table_is_judged_as_it_stands_at_the_end() -> None:
    """A key, an index or a comment that a later statement adds counts; a table that is dropped again is not judged."""
    assert "DL101" not in codes("create table x (a bigint); alter table x add primary key (a)")
    assert "DL301" not in codes("create table x (id bigint primary key, o bigint references o (id)); create index i on x (o)")
    assert "DL101" not in codes("create table x (a text); drop table x")
    asked = {"DL402", "DL403"}
    commented = "create table x (a bigint primary key); comment on table x is 'x'; comment on column x.a is 'a'"
    assert set() == asked & codes(commented, everything=True)
    assert asked == asked & codes("create table x (a bigint primary key)", everything=True)


def test_a_column_is_judged_where_it_is_written() -> None:
    """One that is added to a table of the same file is found at its own statement, once."""
    text = "create table x (id bigint primary key);\nalter table x add a char(3);\n"
    assert [("DL205", 2)] == [(hazard.code, hazard.position.line if hazard.position else 0) for hazard in found(text)]
