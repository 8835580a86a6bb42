"""Scratch databases on a server that speaks MySQL's protocol."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import pymysql
from pymysql.constants import CLIENT

from tests.servers.database import ScratchDatabase, scratch_name

Rows = list[tuple[Any, ...]]

# For each kind of code: where its names are, and the column of SHOW CREATE that holds the text.
CODE = (
    ("TRIGGER", "trigger_name FROM information_schema.triggers WHERE trigger_schema", 2),
    ("FUNCTION", "routine_name FROM information_schema.routines WHERE routine_type = 'FUNCTION' AND routine_schema", 2),
    ("PROCEDURE", "routine_name FROM information_schema.routines WHERE routine_type = 'PROCEDURE' AND routine_schema", 2),
    ("EVENT", "event_name FROM information_schema.events WHERE event_schema", 3),
)


@contextmanager
def lend(engine_name: str, server_url: str) -> Iterator[ScratchDatabase]:
    """Create an empty database on that server, lend it, and drop it."""
    name = scratch_name()
    url = urlunsplit(urlsplit(server_url)._replace(scheme=engine_name, path=f"/{name}"))
    with closing(_connect(server_url)) as server:
        _run(server, f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    try:
        yield ScratchDatabase(engine_name, url, lambda: _connect(url), _run, lambda: _dump(url, name))
    finally:
        with closing(_connect(server_url)) as server:
            _run(server, f"DROP DATABASE IF EXISTS {name}")


def _connect(url: str) -> pymysql.Connection[Any]:
    parts = urlsplit(url)
    return pymysql.connect(
        host=parts.hostname,
        port=parts.port or 3306,
        user=unquote(parts.username or "root"),
        password=unquote(parts.password or ""),
        database=parts.path[1:] or None,
        charset="utf8mb4",
        autocommit=True,
        client_flag=CLIENT.MULTI_STATEMENTS,
    )


def _run(connection: pymysql.Connection[Any], sql: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows: Rows = list(cursor.fetchall())
        while cursor.nextset():
            rows = list(cursor.fetchall())
        return rows


def _dump(url: str, name: str) -> str:
    with closing(_connect(url)) as connection:
        lines = [str(row) for row in _run(connection, f"SHOW CREATE DATABASE {name}")]
        for table, kind in sorted(_run(connection, "SHOW FULL TABLES")):
            lines.append(_run(connection, f"SHOW CREATE {'VIEW' if kind == 'VIEW' else 'TABLE'} `{table}`")[0][1])
            if kind == "BASE TABLE":
                lines.extend(sorted(repr(row) for row in _run(connection, f"SELECT * FROM `{table}`")))
        for kind, names, column in CODE:
            found = sorted(_run(connection, f"SELECT {names} = database()"))
            lines.extend(str(_run(connection, f"SHOW CREATE {kind} `{row[0]}`")[0][column]) for row in found)
        return "\n".join(lines)
