"""What people have decided, on real databases with rows: columns filled, values cast, names kept, hazards let through."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.api.reviewing import apply_reviewed
from schemac.errors import DatabaseError, HazardError, Position, SchemaError, StaleError
from schemac.model.decision import NO_DECISIONS, Decided, Decision, Decisions
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.model.plan import Plan, Statement
from schemac.source import from_dict
from tests.servers.database import ScratchDatabase

TODAY = date(2026, 6, 1)
COLUMNS: dict[str, Any] = {"id": {"type": "int", "primary_key": True}, "a": "varchar(20)", "b": "int"}
ROWS = "INSERT INTO t (id, a, b) VALUES (1, '1,50', 5), (2, '20', NULL), (3, NULL, 7)"


def defined(tables: dict[str, Any] | None = None, **columns: Any) -> Definition:
    """Return the definition of table `t` with some of its columns otherwise; None takes one away."""
    kept = {name: column for name, column in {**COLUMNS, **columns}.items() if column is not None}
    return from_dict({"schemac": 1, "database": {"name": "test"}, "tables": {"t": {"columns": kept}, **(tables or {})}})


def deciding(*entries: Decision, today: date = TODAY, env: str = "") -> Decisions:
    """Return decisions as a command would read them."""
    return Decisions(entries, today, env)


def planned(database: ScratchDatabase, definition: Definition, decisions: Decisions, **words: Any) -> Plan:
    """Return the plan under some decisions, with what is only in the database dropped."""
    with opened(database.url) as there:
        return plan(there, definition, prune=True, decisions=decisions, **words).plan


def applied(database: ScratchDatabase, definition: Definition, decisions: Decisions = NO_DECISIONS, **words: Any) -> Applied:
    """Apply a definition as a command would that allows nothing."""
    with opened(database.url) as there:
        return apply_definition(there, definition, prune=True, decisions=decisions, how=Applying(allow=(), decide=lambda _: True), **words)


def filled(database: ScratchDatabase) -> None:
    """Make the table and its rows."""
    applied(database, defined())
    database.execute(ROWS)


def test_a_fill_gives_rows_a_value_before_the_column_is_not_null(scratch: ScratchDatabase) -> None:
    """Only the rows without a value get it, and then the column may not be null; nothing had to be allowed."""
    filled(scratch)
    wanted = defined(b={"type": "int", "nullable": False})

    with pytest.raises(HazardError, match=r"schemac decide fill t\.b 0"):
        applied(scratch, wanted)
    applied(scratch, wanted, deciding(Decision(Decided.FILL, "t.b", sql="id * 100")))

    assert [(1, 5), (2, 200), (3, 7)] == scratch.query("SELECT id, b FROM t ORDER BY id")
    assert () == planned(scratch, wanted, NO_DECISIONS).differences


def test_a_fill_gives_a_new_column_its_values(scratch: ScratchDatabase) -> None:
    """A column that is added not null, without a default, is there with a value in every row."""
    filled(scratch)
    wanted = defined(c={"type": "varchar(9)", "nullable": False})

    applied(scratch, wanted, deciding(Decision(Decided.FILL, "t.c", sql="coalesce(a, 'none')")))

    assert [(1, "1,50"), (2, "20"), (3, "none")] == scratch.query("SELECT id, c FROM t ORDER BY id")
    assert () == planned(scratch, wanted, NO_DECISIONS).differences


def test_a_fill_makes_room_for_a_primary_key(scratch: ScratchDatabase) -> None:
    """A column that is filled may be the new primary key, which comes when the rows have their values."""
    keyless = from_dict({"schemac": 1, "database": {"name": "test"}, "tables": {"k": {"columns": {"a": "int", "b": "int"}}}})
    columns = {"a": "int", "b": {"type": "int", "primary_key": True}}
    wanted = from_dict({"schemac": 1, "database": {"name": "test"}, "tables": {"k": {"columns": columns}}})
    applied(scratch, keyless)
    scratch.execute("INSERT INTO k (a, b) VALUES (1, NULL), (2, 9)")

    applied(scratch, wanted, deciding(Decision(Decided.FILL, "k.b", sql="a + 100")))

    assert [(1, 101), (2, 9)] == scratch.query("SELECT a, b FROM k ORDER BY a")
    assert () == planned(scratch, wanted, NO_DECISIONS).differences


def test_a_fill_on_a_large_table_comes_before_the_check(postgresql_database: ScratchDatabase) -> None:
    """Online, rows are filled in the backfill phase, then checked, then the column is not null."""
    filled(postgresql_database)
    wanted = defined(b={"type": "int", "nullable": False})
    decisions = deciding(Decision(Decided.FILL, "t.b", sql="0"))

    steps = planned(postgresql_database, wanted, decisions, online=Online.ALWAYS).steps
    applied(postgresql_database, wanted, decisions, online=Online.ALWAYS)

    assert ["backfill", "backfill", "validate", "contract", "contract"] == [step.statement.phase.value for step in steps]
    assert "UPDATE t SET b = 0 WHERE b IS NULL" == steps[0].statement.sql
    assert [(0,)] == postgresql_database.query("SELECT count(*) FROM t WHERE b IS NULL")


def test_a_cast_says_how_values_are_carried_over(scratch: ScratchDatabase) -> None:
    """Texts with a comma become numbers by the expression that somebody decided, in the column's place, with its index and its check."""
    extra = {"indexes": {"t_a": {"columns": ["a"]}}, "constraints": {"t_u": {"unique": ["a", "b"]}}}
    columns = {**COLUMNS, "d": "int"}
    old = from_dict({"schemac": 1, "database": {"name": "test"}, "tables": {"t": {"columns": columns, **extra}}})
    columns = {**columns, "a": "decimal(8,2)"}
    wanted = from_dict({"schemac": 1, "database": {"name": "test"}, "tables": {"t": {"columns": columns, **extra}}})
    applied(scratch, old)
    scratch.execute(ROWS)
    cast = "cast(replace(a, ',', '.') as decimal(8,2))"

    applied(scratch, wanted, deciding(Decision(Decided.CAST, "t.a", sql=cast)))

    assert [1.5, 20.0, None] == [a if a is None else float(a) for (a,) in scratch.query("SELECT a FROM t ORDER BY id")]
    assert () == planned(scratch, wanted, NO_DECISIONS).differences


def test_a_cast_lets_a_narrower_type_through(scratch: ScratchDatabase) -> None:
    """What would lose values is a matter of the expression then."""
    filled(scratch)
    wanted = defined(a="varchar(2)")

    with pytest.raises(HazardError, match="DS106"):
        applied(scratch, wanted)
    applied(scratch, wanted, deciding(Decision(Decided.CAST, "t.a", sql="substr(a, 1, 2)")))

    assert [("1,",), ("20",), (None,)] == scratch.query("SELECT a FROM t ORDER BY id")


def test_a_cast_and_a_fill_of_one_column(scratch: ScratchDatabase) -> None:
    """The values are carried over first, and what has none then is filled."""
    filled(scratch)
    wanted = defined(a={"type": "int", "nullable": False})
    decisions = (Decision(Decided.CAST, "t.a", sql="cast(id * 10 as decimal(9))"), Decision(Decided.FILL, "t.a", sql="7"))
    scratch.execute("UPDATE t SET a = NULL WHERE id = 3")

    applied(scratch, wanted, deciding(*decisions))

    assert [(10,), (20,), (30,)] == scratch.query("SELECT a FROM t ORDER BY id")
    assert () == planned(scratch, wanted, NO_DECISIONS).differences


@pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)
def test_a_cast_of_a_key_is_refused_where_it_cannot_be_done(scratch: ScratchDatabase) -> None:
    """MariaDB and MySQL cannot exchange a column under a primary key; the refusal says what to do, and nothing is changed."""
    filled(scratch)
    before = scratch.dump()

    with pytest.raises(SchemaError, match="its primary key stands"):
        applied(scratch, defined(id={"type": "bigint", "primary_key": True}), deciding(Decision(Decided.CAST, "t.id", sql="id + 1")))

    assert before == scratch.dump()


@pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)
def test_a_cast_that_fails_leaves_the_old_values(scratch: ScratchDatabase) -> None:
    """What an expression cannot do leaves every old value, and the next plan goes on from there."""
    filled(scratch)
    wanted = defined(a="int")

    with pytest.raises(DatabaseError):
        applied(scratch, wanted, deciding(Decision(Decided.CAST, "t.a", sql="cast(a as date)")))
    assert [("1,50",), ("20",), (None,)] == scratch.query("SELECT a FROM t ORDER BY id")

    applied(scratch, wanted, deciding(Decision(Decided.CAST, "t.a", sql="id")))
    assert [(1,), (2,), (3,)] == scratch.query("SELECT a FROM t ORDER BY id")
    assert () == planned(scratch, wanted, NO_DECISIONS).differences


def test_what_looks_like_a_rename_is_told_and_can_be_one(scratch: ScratchDatabase) -> None:
    """A column that goes while one of its type comes is asked about; decided for a rename, its values stay."""
    filled(scratch)
    wanted = defined(b=None, size="int")

    asked = [hazard for hazard in planned(scratch, wanted, NO_DECISIONS).hazards if hazard.code == "BC112"]
    applied(scratch, wanted, deciding(Decision(Decided.RENAME, "t.size", was="t.b")))

    assert ["schemac decide rename t.b t.size"] == [hazard.decide for hazard in asked]
    assert [(5,), (None,), (7,)] == scratch.query("SELECT size FROM t ORDER BY id")
    assert () == planned(scratch, wanted, NO_DECISIONS).differences


def test_a_table_that_looks_like_another_can_be_renamed(scratch: ScratchDatabase) -> None:
    """A table that goes while one with its columns comes keeps its rows, once that is decided."""
    filled(scratch)
    wanted = from_dict({"schemac": 1, "database": {"name": "test"}, "tables": {"shop": {"columns": COLUMNS}}})

    codes = {hazard.code for hazard in planned(scratch, wanted, NO_DECISIONS).hazards}
    applied(scratch, wanted, deciding(Decision(Decided.RENAME, "shop", was="t")))

    assert {"BC112", "DS102"} <= codes
    assert [(3,)] == scratch.query("SELECT count(*) FROM shop")


def test_what_is_no_rename_is_still_a_drop(scratch: ScratchDatabase) -> None:
    """That two columns have nothing to do with each other settles the question, and not that the values may go."""
    filled(scratch)
    wanted = defined(b=None, size="int")
    apart = Decision(Decided.NOT_A_RENAME, "t.size", was="t.b", position=Position("decisions.yaml", 4, 5))

    with pytest.raises(HazardError, match="DS103"):
        applied(scratch, wanted, deciding(apart))
    hazards = planned(scratch, wanted, deciding(apart)).hazards
    applied(scratch, wanted, deciding(apart, Decision(Decided.DROP, "t.b")))

    assert ["decisions.yaml:4"] == [hazard.decided for hazard in hazards if hazard.code == "BC112"]
    assert [(None,)] == scratch.query("SELECT DISTINCT size FROM t")


def test_a_drop_lets_through_that_one_thing(scratch: ScratchDatabase) -> None:
    """The decision is cited; another drop of the same plan still needs its own."""
    filled(scratch)
    applied(scratch, defined(tables={"old": {"columns": {"x": {"type": "int", "primary_key": True}}}}))
    decision = Decision(Decided.DROP, "old", until=date(2027, 1, 1), because="unread", position=Position("decisions.yaml", 2, 5))

    with pytest.raises(HazardError) as refused:
        applied(scratch, defined(b=None), deciding(decision))
    applied(scratch, defined(), deciding(decision))

    assert ["DS103"] == [problem.code for problem in refused.value.problems]
    assert "schemac decide drop t.b" in refused.value.problems[0].hint
    assert () == planned(scratch, defined(), NO_DECISIONS).differences


def test_an_expired_decision_no_longer_counts(sqlite_database: ScratchDatabase) -> None:
    """On its last day a decision counts; the day after, the plan says that it has expired."""
    filled(sqlite_database)
    decision = Decision(Decided.DROP, "t.b", until=TODAY, position=Position("decisions.yaml", 7, 5))
    tomorrow = planned(sqlite_database, defined(b=None), deciding(decision, today=date(2026, 6, 2)))
    today = planned(sqlite_database, defined(b=None), deciding(decision))

    assert ["decisions.yaml:7 until 2026-06-01"] == [hazard.decided for hazard in today.hazards]
    assert [""] == [hazard.decided for hazard in tomorrow.hazards]
    assert ("decisions.yaml:7: `drop t.b` expired on 2026-06-01 and no longer counts",) == tomorrow.stale


def test_a_decision_holds_in_its_environment(sqlite_database: ScratchDatabase) -> None:
    """What is decided for production says nothing about a developer's database."""
    filled(sqlite_database)
    decision = Decision(Decided.DROP, "t.b", env="prod")
    plans = [planned(sqlite_database, defined(b=None), deciding(decision, env=env)) for env in ("prod", "dev")]

    assert [True, False] == [bool(hazard.decided) for each in plans for hazard in each.hazards]


def test_a_plan_knows_what_decisions_it_rests_on(sqlite_database: ScratchDatabase) -> None:
    """The fingerprint is that of the decisions that were used, wherever they stand and whatever they are for."""
    filled(sqlite_database)
    drop = Decision(Decided.DROP, "t.b", because="one", position=Position("d.yaml", 1, 1))
    same = Decision(Decided.DROP, "t.b", because="two", position=Position("d.yaml", 9, 9))
    other = Decision(Decided.DROP, "t.a")
    prints = [planned(sqlite_database, defined(b=None), deciding(*each)).decisions for each in ((drop,), (same, other), (other,))]

    assert prints[0] == prints[1] != ""
    assert "" == prints[2]


def test_a_decision_about_nothing_is_told(sqlite_database: ScratchDatabase) -> None:
    """What is done, or was never there, can be taken out of the file; what is there and not needed now is left alone."""
    filled(sqlite_database)
    gone = Decision(Decided.DROP, "long_gone", position=Position("decisions.yaml", 2, 5))

    found = planned(sqlite_database, defined(), deciding(gone, Decision(Decided.DROP, "t.b")))

    assert ("decisions.yaml:2: `drop long_gone` is not needed: there is no long_gone",) == found.stale


def test_an_expression_that_is_none_is_refused(scratch: ScratchDatabase) -> None:
    """An expression with a second statement in it, or with a column that is not there, never reaches the server."""
    filled(scratch)
    wanted = defined(b={"type": "int", "nullable": False})

    for sql in ("0; DROP TABLE t", "nothing + 1"):
        with pytest.raises(SchemaError, match="SC457"):
            applied(scratch, wanted, deciding(Decision(Decided.FILL, "t.b", sql=sql)))


def test_a_plan_file_is_refused_once_its_decisions_have_moved(sqlite_database: ScratchDatabase) -> None:
    """A plan that was looked at under a decision is applied under the same one only: not without it, and not when it has expired."""
    filled(sqlite_database)
    decision = Decision(Decided.DROP, "t.b", until=TODAY)
    wanted = defined(b=None)
    with opened(sqlite_database.url) as there:
        reviewed = plan(there, wanted, prune=True, decisions=deciding(decision)).plan
        assert reviewed.terms is not None
        for others in (NO_DECISIONS, deciding(decision, today=date(2026, 6, 2))):
            with pytest.raises(StaleError, match="SC458"):
                apply_reviewed(there, wanted, reviewed, reviewed.terms, decisions=others, how=Applying())
        apply_reviewed(there, wanted, reviewed, reviewed.terms, decisions=deciding(decision), how=Applying())

    assert () == planned(sqlite_database, wanted, NO_DECISIONS).differences


@pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)
def test_what_is_written_during_a_cast_is_kept(scratch: ScratchDatabase) -> None:
    """Between the statements of a cast rows come and change, and none of it is lost."""
    filled(scratch)

    def write(number: int, count: int, statement: Statement) -> None:
        if number == 2:
            scratch.execute("INSERT INTO t (id, a, b) VALUES (4, '4,25', 1); UPDATE t SET a = '7' WHERE id = 2")

    with opened(scratch.url) as there:
        decisions = deciding(Decision(Decided.CAST, "t.a", sql="replace(a, ',', '.')"))
        apply_definition(there, defined(a="decimal(8,2)"), decisions=decisions, how=Applying(progress=write))

    assert ["1.50", "7.00", "None", "4.25"] == [str(a) for (a,) in scratch.query("SELECT a FROM t ORDER BY id")]


@pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)
def test_a_cast_goes_on_after_an_interruption(scratch: ScratchDatabase) -> None:
    """What an interrupted cast left beside the column goes without anybody's leave, and the next plan makes the cast."""
    filled(scratch)
    wanted, decisions = defined(a="decimal(8,2)"), deciding(Decision(Decided.CAST, "t.a", sql="replace(a, ',', '.')"))

    def stop(number: int, count: int, statement: Statement) -> None:
        if number == 2:
            raise KeyboardInterrupt

    with opened(scratch.url) as there, pytest.raises(KeyboardInterrupt):
        apply_definition(there, wanted, decisions=decisions, how=Applying(progress=stop))
    assert ["schemac_aside_a"] == [row[0] for row in scratch.query("SHOW COLUMNS FROM t LIKE 'schemac%'")]

    applied(scratch, wanted, decisions)

    assert ["1.50", "20.00", "None"] == [str(a) for (a,) in scratch.query("SELECT a FROM t ORDER BY id")]
    assert () == planned(scratch, wanted, NO_DECISIONS).differences
