"""The tables of schemac's own that a database may hold: no inspection shows them, and only what writes to the database makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnTable:
    """One such table.

    name: its name as SQL. exists: a query with an answer exactly when it is there and may be read. create: the statements that make it.
    """

    name: str
    exists: str
    create: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnTables:
    """All of them.

    memory: how the server prints expressions of the definition (`schemac.dialect.memory`).
    history: who applied what, when, and how it ended (`schemac.apply.history`), where that is wanted.
    applied: the state that was applied last, an object a row (`schemac.apply.baseline`), where that is wanted.
    migrations: which versioned migrations have run (`schemac.migrations.ledger`), where there are any.
    trash: what was dropped and is kept for a while (`schemac.apply.trash`), where that is wanted.
    """

    memory: OwnTable
    history: OwnTable
    applied: OwnTable
    migrations: OwnTable
    trash: OwnTable


MEMORY = {"question": "key", "answer": "text"}
HISTORY = {
    "number": "number",
    "state": "word",
    "command": "word",
    "who": "word",
    "tool": "word",
    "started": "word",
    "ended": "word",
    "current": "word",
    "desired": "word",
    "statements": "count",
    "done": "count",
    "message": "text",
    "plan": "text",
    "back": "text",
}
MIGRATIONS = {
    "version": "word",
    "name": "word",
    "checksum": "word",
    "source": "word",
    "state": "word",
    "number": "count",
    "batch": "count",
    "who": "word",
    "tool": "word",
    "applied": "word",
    "milliseconds": "count",
    "statements": "count",
    "done": "count",
    "begun": "word",
    "message": "text",
}
APPLIED = {"object": "key", "hash": "key", "value": "text"}
TRASH = {
    "number": "number",
    "kind": "word",
    "namespace": "word",
    "of_table": "word",
    "of_column": "word",
    "space": "word",
    "name": "word",
    "since": "word",
    "until": "word",
}


def own_tables(name: str, exists: str, types: Mapping[str, str], *, before: tuple[str, ...] = (), after: str = "") -> OwnTables:
    """Return the tables as one engine spells them; the first column of each is its key.

    name, exists: with `{}` in place of what a table is called. types: the engine's spelling of `key` (64 characters), `word` (some 255),
    `text` (megabytes), `number` and `count`. before: statements that come first. after: what follows the columns.
    """

    def one(called: str, columns: Mapping[str, str]) -> OwnTable:
        key = next(iter(columns))
        listed = ", ".join(f"{column} {types[kind]} NOT NULL{' PRIMARY KEY' if column == key else ''}" for column, kind in columns.items())
        create = f"CREATE TABLE IF NOT EXISTS {name.format(called)} ({listed}){after}"
        return OwnTable(name.format(called), exists.format(called), (*before, create))

    return OwnTables(
        memory=one("memory", MEMORY),
        history=one("history", HISTORY),
        applied=one("applied", APPLIED),
        migrations=one("migrations", MIGRATIONS),
        trash=one("trash", TRASH),
    )
