"""SQL files of MySQL and SQLite, as far as they are read; what is not read is told."""

from __future__ import annotations

import pytest

from schemac.dialect import load, load_reader
from schemac.dialect.reading import Asked
from schemac.linting.policy import Policy
from schemac.linting.run import lint_sql


def codes(sql: str, name: str) -> set[str]:
    """Return the codes of what is found in a file."""
    dialect = load(name)
    asked = Asked(dialect.capabilities, in_transaction=False, rules=())
    return {hazard.code for hazard in lint_sql("m.sql", sql, dialect, load_reader(dialect), asked, Policy()).found}


@pytest.mark.parametrize(
    ("code", "sql"),
    [
        ("DS102", "DROP TABLE t"),
        ("DS103", "ALTER TABLE t DROP COLUMN a"),
        ("DS110", "TRUNCATE TABLE t"),
        ("BC101", "ALTER TABLE t RENAME TO u"),
        ("BC102", "ALTER TABLE t CHANGE COLUMN a b int"),
        ("BC106", "ALTER TABLE t MODIFY COLUMN a bigint"),
        ("MF101", "CREATE UNIQUE INDEX i ON t (a)"),
        ("MF103", "ALTER TABLE t ADD COLUMN a int NOT NULL"),
        ("MY101", "ALTER TABLE t ADD COLUMN a int NOT NULL"),
        ("MY201", "ALTER TABLE t MODIFY COLUMN a bigint"),
        ("MY205", "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id)"),
        ("MY206", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)"),
        ("DL101", "CREATE TABLE t (a int)"),
        ("ST106", "SELECT ( FROM"),
        ("ST107", "DELETE FROM t"),
        ("ST111", "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4"),
    ],
)
def test_it_is_found_in_a_file_of_mysql(code: str, sql: str) -> None:
    """The statement is found under that code, on MySQL and on MariaDB."""
    assert code in codes(sql, "mysql")
    assert code in codes(sql, "mariadb")


def test_a_new_table_is_no_hazard() -> None:
    """What the same file makes, it may alter and drop."""
    sql = "CREATE TABLE n (id bigint PRIMARY KEY, a int); ALTER TABLE n DROP COLUMN a; DROP TABLE n;"
    assert set() == codes(sql, "mysql")
    assert set() == codes(sql, "sqlite")


def test_a_file_of_sqlite_is_read() -> None:
    """Losses are found there too."""
    assert {"DS102", "DS103"} <= codes("ALTER TABLE t DROP COLUMN a; DROP TABLE u;", "sqlite")
