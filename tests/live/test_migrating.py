"""Versioned migrations on real databases: run, stopped, gone on with, taken back and taken over."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from schemac import Migration, run_migrations
from schemac.api.migrating import Migrating, down, up
from schemac.api.migration_mending import baseline, from_tool, repair, up_to
from schemac.api.migration_status import Standing, statuses
from schemac.api.planning import Database, opened
from schemac.api.writing_migrations import write_next
from schemac.apply import Origin
from schemac.errors import MigrationError
from schemac.source.loading import from_dict
from tests.servers.database import ScratchDatabase

HEAD = "-- schemac: migration\n-- version: {version}\n-- transaction: {transaction}\n\n"


def put(folder: Path, version: str, up_sql: str, down_sql: str = "", transaction: str = "file", verify: str = "") -> Path:
    """Write a migration and return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{version}.sql"
    text = HEAD.format(version=version, transaction=transaction) + f"-- up\n{up_sql}\n"
    text += f"\n-- down\n{down_sql}\n" if down_sql else ""
    path.write_text(text + (f"\n-- verify\n{verify}\n" if verify else ""), encoding="utf-8")
    return path


def how(**words: Any) -> Migrating:
    """Return how somebody runs migrations whose clock ticks."""
    ticks = count()
    return Migrating(Origin("ann@desk", "migrate", "1.0", lambda: f"2026-01-01T00:00:{next(ticks):02}+00:00"), **words)


def standings(database: Database, folder: Path) -> dict[str, str]:
    """Return how each migration stands."""
    return {each.version: each.standing.value for each in statuses(database, folder)}


def problem(error: pytest.ExceptionInfo[MigrationError]) -> tuple[str, int]:
    """Return the code and the line of what went wrong."""
    first = error.value.problems[0]
    return first.code, first.position.line if first.position else 0


def test_up_runs_what_is_pending_and_down_takes_it_back(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Each runs once, in order; down takes back the last, a version's followers, the last run, or all."""
    folder = tmp_path / "m"
    for number in (1, 2, 3):
        put(folder, f"{number}", f"CREATE TABLE t{number} (a int);", f"DROP TABLE t{number};")
    with opened(scratch.url) as database:
        empty = database.inspect().schema.fingerprint()
        assert ("1", "2") == up(database, folder, how(), "2").ran
        done = up(database, folder, how())
        assert (("3",), (), "3", True) == (done.ran, done.pending, done.current, done.reversible)
        assert () == up(database, folder, how()).ran
        assert ("3",) == down(database, folder, how(), batch=True).ran
        assert ("2",) == down(database, folder, how()).ran
        up(database, folder, how())
        assert ("3", "2") == down(database, folder, how(), target="1").ran
        assert ("1",) == down(database, folder, how(), target="0").ran
        assert empty == database.inspect().schema.fingerprint()
        assert {"1": "pending", "2": "pending", "3": "pending"} == standings(database, folder)


def test_a_refused_statement_is_named_and_the_next_run_goes_on(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """What stands of the file is known: nothing where the engine undoes, the statements before elsewhere; mended, it goes on from there."""
    folder = tmp_path / "m"
    put(folder, "1", "CREATE TABLE a (i int);", "DROP TABLE a;")
    broken = "CREATE TABLE b (i int);\nINSERT INTO b VALUES (1);\nINSERT INTO nowhere VALUES (1);"
    path = put(folder, "2", broken, "DROP TABLE b;")
    with opened(scratch.url) as database:
        with pytest.raises(MigrationError, match="statement 3 of 3 was refused") as error:
            up(database, folder, how())
        assert problem(error) == ("SC630", 8)
        assert {"1": "applied", "2": "failed"} == standings(database, folder)
        path.write_text(path.read_text("utf-8").replace("nowhere", "b"), encoding="utf-8")
        assert ("2",) == up(database, folder, how()).ran
        assert [(2,)] == [tuple(row) for row in database.session.query("SELECT count(*) FROM b")]


def test_a_file_without_a_transaction_goes_on_where_it_stopped(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Statements that stand are not run again, and not if somebody changed them meanwhile."""
    folder = tmp_path / "m"
    path = put(folder, "1", "CREATE TABLE a (i int);\nINSERT INTO a VALUES (1);\nINSERT INTO nowhere VALUES (1);", transaction="none")
    with opened(scratch.url) as database:
        with pytest.raises(MigrationError, match="the 2 statements before it stand"):
            up(database, folder, how())
        text = path.read_text("utf-8")
        path.write_text(text.replace("VALUES (1);\nINSERT INTO nowhere", "VALUES (7);\nINSERT INTO a"), encoding="utf-8")
        with pytest.raises(MigrationError) as error:
            up(database, folder, how())
        assert problem(error)[0] == "SC632"
        path.write_text(text.replace("nowhere VALUES (1)", "a VALUES (2) -- mended"), encoding="utf-8")
        up(database, folder, how())
        assert [(1,), (2,)] == [tuple(row) for row in database.session.query("SELECT i FROM a ORDER BY i")]


def test_what_must_be_true_afterwards_is_asked(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """A check that does not hold stops the run, and undoes the file where the engine can."""
    folder = tmp_path / "m"
    put(folder, "1", "CREATE TABLE a (i int);", verify="SELECT count(*) = 0 FROM a;")
    put(folder, "2", "INSERT INTO a VALUES (1);", verify="SELECT count(*) = 2 FROM a;")
    with opened(scratch.url) as database:
        with pytest.raises(MigrationError) as error:
            up(database, folder, how())
        assert problem(error) == ("SC631", 9)
        assert [(0,)] == [tuple(row) for row in database.session.query("SELECT count(*) FROM a")] or not database.can.transactional_ddl


def test_a_comment_stops_nobody_and_a_changed_meaning_does(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Layout may change at any time; meaning may not, until somebody repairs it in so many words."""
    folder = tmp_path / "m"
    path = put(folder, "1", "CREATE TABLE a (i int);")
    with opened(scratch.url) as database:
        up(database, folder, how())
        path.write_text(path.read_text("utf-8").replace("CREATE TABLE a", "-- the first\ncreate  table\na"), encoding="utf-8")
        assert () == up(database, folder, how()).ran
        path.write_text(path.read_text("utf-8").replace("i int", "j int"), encoding="utf-8")
        with pytest.raises(MigrationError) as error:
            up(database, folder, how())
        assert problem(error) == ("SC634", 1)
        assert ["1: its file counts as what has run"] == repair(database, folder, how())
        assert {"1": "applied"} == standings(database, folder)
        path.unlink()
        assert {"1": Standing.MISSING.value} == standings(database, folder)
        with pytest.raises(MigrationError, match="is not in the folder"):
            up(database, folder, how())


def test_nothing_is_taken_back_that_has_no_way_back(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """One without `-- down` stops the whole way back before anything is touched."""
    folder = tmp_path / "m"
    put(folder, "1", "CREATE TABLE a (i int);")
    put(folder, "2", "CREATE TABLE b (i int);", "DROP TABLE b;")
    with opened(scratch.url) as database:
        up(database, folder, how())
        with pytest.raises(MigrationError) as error:
            down(database, folder, how(), target="0")
        assert problem(error) == ("SC635", 1)
        assert {"1": "applied", "2": "applied"} == standings(database, folder)


def test_together_is_all_or_nothing(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """In one transaction, where the engine has such for its schema, a failure in the last file undoes the first."""
    folder = tmp_path / "m"
    put(folder, "1", "CREATE TABLE a (i int);")
    put(folder, "2", "CREATE TABLE a (i int);")
    with opened(scratch.url) as database:
        with pytest.raises(MigrationError):
            up(database, folder, how(together=True))
        first = standings(database, folder)["1"]
        assert first == ("pending" if database.can.transactional_ddl else "applied")


def test_a_dry_run_changes_nothing_at_all(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """It says what would run, and does not even make the table in which it would be written."""
    folder = tmp_path / "m"
    put(folder, "1", "CREATE TABLE a (i int);")
    before = scratch.dump()
    with opened(scratch.url) as database:
        done = up(database, folder, how(dry_run=True))
    assert (("1",), ("1",), "") == (done.ran, done.pending, done.current)
    assert before == scratch.dump()


def test_other_tools_histories_are_taken_over(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """What another tool ran counts as run, and the rest is pending; a version does the same by hand."""
    folder = tmp_path / "m"
    for number in (1, 2, 3):
        put(folder, f"{number}", f"CREATE TABLE t{number} (a int);")
    scratch.execute("CREATE TABLE schema_migrations (version varchar(20), dirty boolean)")
    scratch.execute("INSERT INTO schema_migrations VALUES ('2', false)")
    with opened(scratch.url) as database:
        with pytest.raises(MigrationError, match="flyway has no history"):
            from_tool(database, "flyway")
        assert ["1", "2"] == baseline(database, folder, how(), from_tool(database, "golang-migrate"))
        assert ["3"] == baseline(database, folder, how(), up_to("3"))
        assert {"1": "baseline", "2": "baseline", "3": "baseline"} == standings(database, folder)
        with pytest.raises(MigrationError) as error:
            down(database, folder, how())
        assert problem(error)[0] == "SC636"


def test_generated_migrations_go_there_and_back(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Written from definitions without a database: up to the end, down to nothing and up again give the same dump."""
    columns: dict[str, Any] = {"id": {"type": "int", "primary_key": True}}
    states: list[dict[str, Any]] = [{"a": {"columns": columns}}]
    states.append(
        {"a": {"columns": {**columns, "n": {"type": "varchar(20)", "nullable": False, "default": "x"}}}, "b": {"columns": columns}}
    )
    states.append({**states[1], "b": {"columns": {**columns, "a_id": {"type": "int", "references": "a.id"}}}})
    states.append({"a": states[1]["a"], "b": {**states[2]["b"], "indexes": {"b_a": {"columns": ["a_id"]}}}})
    folder = tmp_path / "m"
    for tables in states:
        definition = from_dict(
            {"schemac": 1, "database": {"name": "shop", "targets": ["sqlite", "postgresql", "mariadb"]}, "tables": tables}
        )
        assert write_next(folder, definition) is not None
        assert write_next(folder, definition) is None
    with opened(scratch.url) as database:
        empty = database.inspect().schema.fingerprint()
        assert len(up(database, folder, how()).ran) == len(states)
        end = database.inspect().schema.fingerprint()
        down(database, folder, how(), target="0")
        assert empty == database.inspect().schema.fingerprint()
        up(database, folder, how())
        assert end == database.inspect().schema.fingerprint()


def test_the_python_function_does_the_same(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Every direction, the keys as they are promised, progress, and errors of one kind."""
    folder = tmp_path / "m"
    put(folder, "1", "CREATE TABLE a (i int);", "DROP TABLE a;")
    put(folder, "2", "CREATE TABLE b (i int);", "DROP TABLE b;")
    config, told = {"url": scratch.url}, list[tuple[str, int, int]]()
    step: dict[str, Any] = {"operation": "migrate", "migration_path": f"{folder}/", "connection_config": config, "direction": "up"}
    dry = run_migrations(str(folder), config, dry_run=True)
    assert (0, 2, "", True) == (dry["migrations_executed"], dry["migrations_pending"], dry["current_version"], dry["dry_run"])
    done = run_migrations(
        step["migration_path"], step["connection_config"], direction=step["direction"], progress=lambda *each: told.append(each)
    )
    keys = "direction migrations_executed migrations_pending current_version execution_time rollback_available dry_run changes_applied"
    assert keys.split() == list(done)
    assert ["up", 2, 0, "2"] == list(done.values())[:4]
    assert done["rollback_available"]
    assert [{"version": "1", "statement": "CREATE TABLE a (i int)"}, {"version": "2", "statement": "CREATE TABLE b (i int)"}] == done[
        "changes_applied"
    ]
    assert [("1", 1, 1), ("2", 1, 1)] == told
    assert run_migrations(folder, config, "rollback")["migrations_executed"] == 2
    assert run_migrations(folder, config, "latest")["current_version"] == "2"
    assert run_migrations(folder, config, "down", target_version="1")["current_version"] == "1"
    with pytest.raises(MigrationError, match="sideways"):
        run_migrations(folder, config, "sideways")
    with pytest.raises(MigrationError, match="lacks database"):
        run_migrations(folder, {"driver": "sqlite"})
    made = Migration("1", "first", dependencies=["0"])
    assert made == Migration.from_dict(made.to_dict())
