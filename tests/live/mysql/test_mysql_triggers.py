"""Triggers on MariaDB and MySQL as a definition says them, whatever the server makes of their words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.mysql.servers import ENGINES, applied, planned
from tests.scratch import ScratchFactory

ID = {"id": {"type": "bigint", "primary_key": True}}
FIRST = {"before": ["insert"], "body": "set new.id = new.id + 1"}
SECOND = {"before": ["insert"], "body": "set new.id = new.id * 2", "follows": "first"}


def on(table: str, **more: Any) -> dict[str, Any]:
    """Return a definition of a table with two triggers, one after the other."""
    return {"tables": {table: {"columns": ID, **more}}, "triggers": {f"{table}.first": FIRST, f"{table}.second": SECOND}}


@pytest.mark.parametrize("engine_name", ENGINES)
def test_triggers_that_follow_each_other_leave_nothing_to_do(new_scratch: ScratchFactory, engine_name: str) -> None:
    """A trigger made after another one is what was asked for, in the order that was asked for."""
    with new_scratch(engine_name) as database:
        applied(database, on("t"))
        database.execute("INSERT INTO t VALUES (1)")

        assert () == planned(database, on("t"))
        assert [(4,)] == list(database.query("SELECT id FROM t"))


@pytest.mark.parametrize("engine_name", ENGINES)
def test_triggers_stay_with_a_table_that_is_renamed(new_scratch: ScratchFactory, engine_name: str) -> None:
    """The server writes the new name into a trigger in its own way, which is no difference."""
    with new_scratch(engine_name) as database:
        applied(database, on("t"))
        renamed = on("u", renamed_from="t")
        made = applied(database, renamed)

        assert not any("TRIGGER" in statement for statement in made)
        assert () == planned(database, renamed)
