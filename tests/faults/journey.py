"""Two states of one database, and what its rows must be in both: the way between them creates, alters, renames, fills and drops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.servers.database import ScratchDatabase

PERSONS = 2000

_PLACE: dict[str, Any] = {"id": {"type": "int", "primary_key": True}, "name": {"type": "varchar(40)", "nullable": False}}
_KEY: dict[str, Any] = {"id": {"type": "int", "primary_key": True}}
_TO_PLACE = {"foreign_key": ["place_id"], "references": {"table": "place", "columns": ["id"]}}

BEFORE: dict[str, Any] = {
    "schemac": 1,
    "tables": {
        "place": {"columns": _PLACE},
        "person": {
            "columns": {**_KEY, "email": "varchar(100)", "born": "int", "place_id": "int", "note": "text", "old": "varchar(20)"},
            "constraints": {"person_place": _TO_PLACE},
            "indexes": {"person_email_idx": {"columns": ["email"]}},
        },
        "gone": {"columns": {**_KEY, "v": "int"}},
    },
    "views": {"grown": {"sql": "select id, email from person where born < 2000"}},
}
AFTER: dict[str, Any] = {
    "schemac": 1,
    "tables": {
        "place": {"columns": {**_PLACE, "country": {"type": "varchar(2)", "nullable": False, "default": "DE"}}},
        "person": {
            "columns": {
                **_KEY,
                "email": {"type": "varchar(200)", "nullable": False},
                "born": "bigint",
                "place_id": "int",
                "remark": {"type": "text", "renamed_from": "note"},
                "score": {"type": "numeric(8,2)", "nullable": False, "default": 0},
            },
            "constraints": {
                "person_place": _TO_PLACE,
                "person_email_key": {"unique": ["email"]},
                "person_born_check": {"check": "born > 0"},
            },
            "indexes": {"person_place_idx": {"columns": ["place_id", "email"]}},
        },
        "visit": {
            "columns": {**_KEY, "person_id": "int"},
            "constraints": {"visit_person": {"foreign_key": ["person_id"], "references": {"table": "person", "columns": ["id"]}}},
        },
    },
    "views": {"grown": {"sql": "select id, email, score from person where born < 2000"}},
}
BACK: dict[str, Any] = {
    **BEFORE,
    "tables": {
        **BEFORE["tables"],
        "person": {
            **BEFORE["tables"]["person"],
            "columns": {**BEFORE["tables"]["person"]["columns"], "note": {"type": "text", "renamed_from": "remark"}},
        },
    },
}
"""The first state again, for a database that is in the second."""

_EVENT: dict[str, Any] = {"partition_by": "range (id)", "columns": {"id": {"type": "int", "nullable": False}, "what": "text"}}
_EVENTS: dict[str, Any] = {
    f"event_{part}": {"partition_of": {"table": "event", "values": f"from ({part * 500}) to ({part * 500 + 500})"}} for part in range(3)
}
_EVENT_LATER = {"constraints": {"event_pkey": {"primary_key": ["id"]}}, "indexes": {"event_what_idx": {"columns": ["what"]}}}
_TOKEN = {"token": {"type": "uuid", "nullable": False, "default": "gen_random_uuid()"}}


def _divided(state: dict[str, Any], *, later: bool) -> dict[str, Any]:
    """Return a state with what PostgreSQL has besides: parts that get indexes, and a default that is another for each row."""
    tables = state["tables"]
    person = {**tables["person"], "columns": {**tables["person"]["columns"], **(_TOKEN if later else {})}}
    return {**state, "tables": {**tables, "person": person, "event": {**_EVENT, **(_EVENT_LATER if later else {})}, **_EVENTS}}


def written(folder: Path, engine: str) -> tuple[Path, Path]:
    """Write both states as definition files and return the way there and the way back."""
    there, back = folder / "after.yaml", folder / "before.yaml"
    after, before = (_divided(AFTER, later=True), _divided(BACK, later=False)) if engine == "postgresql" else (AFTER, BACK)
    there.write_text(yaml.safe_dump(after, sort_keys=False), encoding="utf-8")
    back.write_text(yaml.safe_dump(before, sort_keys=False), encoding="utf-8")
    return there, back


def fill(database: ScratchDatabase) -> None:
    """Put rows into the first state."""
    with_names = ", ".join(f"({number}, 'place {number}')" for number in range(1, 51))
    database.execute(f"INSERT INTO place (id, name) VALUES {with_names}")
    rows = (f"({number}, 'p{number}@example.com', {1900 + number % 120}, {number % 50 + 1}, 'note {number}')" for number in range(PERSONS))
    database.execute(f"INSERT INTO person (id, email, born, place_id, note) VALUES {', '.join(rows)}")
    if database.engine_name == "postgresql":
        database.execute("INSERT INTO event SELECT i, 'event ' || i FROM generate_series(0, 1499) i")


def rows_of(database: ScratchDatabase) -> list[tuple[Any, ...]]:
    """Return what the rows are, in whichever of the two states; what one of them has no place for is left out."""
    people = database.query("SELECT count(*), sum(id), sum(born), sum(place_id), sum(length(email)), min(email), max(email) FROM person")
    places = database.query("SELECT count(*), sum(id), sum(length(name)) FROM place")
    parts = "SELECT tableoid::regclass, count(*), sum(id), count(DISTINCT what) FROM event GROUP BY 1 ORDER BY 1"
    events = database.query(parts) if database.engine_name == "postgresql" else []
    return [tuple(str(value) for value in row) for row in (*people, *places, *events)]


def noted(database: ScratchDatabase, column: str) -> int:
    """Return how many persons have their note, in the column that holds it in one of the states."""
    return int(database.query(f"SELECT count(*) FROM person WHERE {column} LIKE 'note %' AND length({column}) > 5")[0][0])
