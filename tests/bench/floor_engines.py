"""The least that a plan can cost on SQLite and on MariaDB: bulk catalogue queries, and the definition loaded by a stock YAML parser.

Run as a process: `python -m tests.bench.floor_engines FILE URL`. It compares nothing and makes no model.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pymysql
import yaml

SQLITE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master",
    "SELECT m.name, c.* FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type IN ('table', 'view')",
    "SELECT m.name, f.* FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    "SELECT m.name, l.*, i.* FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_xinfo(l.name) i WHERE m.type = 'table'",
)
MARIADB = tuple(
    f"SELECT * FROM information_schema.{view} WHERE {column} = DATABASE()"
    for view, column in (
        ("TABLES", "TABLE_SCHEMA"),
        ("COLUMNS", "TABLE_SCHEMA"),
        ("STATISTICS", "TABLE_SCHEMA"),
        ("KEY_COLUMN_USAGE", "TABLE_SCHEMA"),
        ("REFERENTIAL_CONSTRAINTS", "CONSTRAINT_SCHEMA"),
        ("CHECK_CONSTRAINTS", "CONSTRAINT_SCHEMA"),
        ("VIEWS", "TABLE_SCHEMA"),
        ("TRIGGERS", "TRIGGER_SCHEMA"),
        ("ROUTINES", "ROUTINE_SCHEMA"),
    )
)


def answers(url: str) -> list[Any]:
    """Return everything that the queries find."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        with sqlite3.connect(parts.path.removeprefix("/")) as connection:
            return [connection.execute(query).fetchall() for query in SQLITE]
    port, password = parts.port or 3306, parts.password or ""
    with (
        pymysql.connect(host=parts.hostname, port=port, user=parts.username, password=password, database=parts.path[1:]) as server,
        server.cursor() as cursor,
    ):
        found = []
        for query in MARIADB:
            cursor.execute(query)
            found.append(cursor.fetchall())
        return found


def main() -> None:
    """Read everything and keep it."""
    path, url = sys.argv[1:]
    kept = [yaml.load(Path(path).read_text(encoding="utf-8"), yaml.CSafeLoader), *answers(url)]
    print(len(kept), "answers")


if __name__ == "__main__":
    main()
