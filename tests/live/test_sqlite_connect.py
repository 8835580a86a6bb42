"""SQLite's own ways: how a file is opened, who writes it, and names in whatever case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.errors import DatabaseError, UsageError
from schemac.model.definition import Definition
from schemac.plan import Planned
from schemac.source.loading import from_dict
from tests.servers.database import ScratchDatabase

TABLES = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, 'kept');"


def defined(**columns: Any) -> Definition:
    """Return a definition of one table with a key and these columns."""
    key = {"type": "integer", "primary_key": True}
    return from_dict(
        {"schemac": 1, "database": {"name": "test", "expressions": "sqlite"}, "tables": {"t": {"columns": {"id": key} | columns}}}
    )


def apply(url: str, definition: Definition, decide: Any = lambda _: True) -> None:
    """Make the database what the definition says."""
    with opened(url) as database:
        apply_definition(database, definition, how=Applying(allow=("all",), decide=decide))


def test_a_file_opened_to_read_is_read_and_not_written(sqlite_database: ScratchDatabase) -> None:
    """With `mode=ro` a plan is made, and an apply is refused by its code; the file stays as it is."""
    sqlite_database.execute(TABLES)
    before = sqlite_database.dump()
    url = f"{sqlite_database.url}?mode=ro"
    with opened(url) as database:
        statements = plan(database, defined(a="text", b="text")).plan.steps
    with pytest.raises(DatabaseError) as refused:
        apply(url, defined(a="text", b="text"))

    assert () != statements
    assert "SC404" in [problem.code for problem in refused.value.problems]
    assert before == sqlite_database.dump()


def test_a_file_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    """With `mode=rw` and `mode=ro` a file that is not there is an error, not an empty database."""
    for mode in ("rw", "ro"):
        with pytest.raises(DatabaseError) as refused, opened(f"sqlite:///{tmp_path}/none.db?mode={mode}") as database:
            database.inspect()

        assert ["SC401"] == [problem.code for problem in refused.value.problems]
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["mode=read", "timeout=3"])
def test_an_unknown_option_is_refused(sqlite_database: ScratchDatabase, option: str) -> None:
    """What the URL asks for and cannot have is named, with what it can."""
    with pytest.raises(UsageError, match=option), opened(f"{sqlite_database.url}?{option}"):
        pass


def test_a_name_of_odd_signs_is_a_file(tmp_path: Path) -> None:
    """A question mark, a percent sign or a blank in a file's name means nothing else."""
    apply(f"sqlite:///{tmp_path}/a%3Fmode%3Dro%20%2525.db", defined(a="text"))

    assert ["a?mode=ro %25.db"] == [path.name for path in tmp_path.iterdir()]


def test_a_plan_is_not_run_on_another_schema_than_it_was_made_for(sqlite_database: ScratchDatabase) -> None:
    """What changes between plan and run is seen under the write lock: nothing is changed, and the error says to plan again."""
    sqlite_database.execute(TABLES)

    def meanwhile(_: Planned) -> bool:
        sqlite_database.execute("ALTER TABLE t ADD COLUMN mine TEXT")
        return True

    with pytest.raises(DatabaseError) as refused:
        apply(sqlite_database.url, defined(a={"type": "text", "nullable": False}), meanwhile)

    assert ["SC423"] == [problem.code for problem in refused.value.problems]
    assert ["id", "a", "mine"] == [row[1] for row in sqlite_database.query("PRAGMA table_info(t)")]


def test_a_name_in_another_case_is_renamed_with_its_rows(sqlite_database: ScratchDatabase) -> None:
    """SQLite compares names without case, so `T.A` is `t.a` under another spelling: keys, indexes and rows stay."""
    sqlite_database.execute(
        "CREATE TABLE T (ID INTEGER PRIMARY KEY, A TEXT, up INTEGER REFERENCES t (id)); CREATE INDEX i ON t (a);"
        "INSERT INTO T VALUES (1, 'kept', 1)"
    )
    data = {
        "schemac": 1,
        "database": {"name": "test", "expressions": "sqlite"},
        "tables": {
            "t": {
                "columns": {"id": {"type": "integer", "primary_key": True}, "a": "text", "up": {"type": "integer", "references": "t.id"}},
                "indexes": {"i": {"columns": ["a"]}},
            }
        },
    }
    apply(sqlite_database.url, from_dict(data))
    with opened(sqlite_database.url) as database:
        left = plan(database, from_dict(data)).plan.steps

    assert () == left
    assert [("t",)] == sqlite_database.query("SELECT name FROM sqlite_schema WHERE type = 'table'")
    assert [(1, "kept", 1)] == sqlite_database.query("SELECT id, a, up FROM t")
