"""Indexes whose names each table has for itself."""

from __future__ import annotations

from typing import Any

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.source import from_dict
from tests.scratch import ScratchFactory


def tables(first: str, second: str) -> dict[str, Any]:
    """Return two tables that refer to each other, each with an index of the given name."""
    columns = {"id": {"type": "bigint", "primary_key": True}, "note": "int"}
    return {
        "a": {"columns": columns, "indexes": {first: {"columns": ["note"]}, "both": {"columns": ["note", "id"]}}},
        "b": {"columns": columns, "indexes": {second: {"columns": ["note"]}, "other": {"columns": ["note", "id"]}}},
    }


def test_two_tables_exchange_the_names_of_their_indexes(new_scratch: ScratchFactory) -> None:
    """What one table lets go of says nothing about the other, so nothing waits in a circle."""
    with new_scratch("mariadb") as scratch:
        for first, second in (("x", "y"), ("y", "x"), ("x", "y")):
            wanted = from_dict({"schemac": 1, "database": {"name": "d", "targets": ["mariadb"]}, "tables": tables(first, second)})
            with opened(scratch.url) as database:
                apply_definition(database, wanted, how=Applying(allow=["all"]))
                assert [] == list(plan(database, wanted).differences.changes)
