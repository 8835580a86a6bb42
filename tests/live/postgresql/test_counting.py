"""Sequences and identity columns whose bounds move away from the number they stand at."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase


@pytest.mark.parametrize(
    ("before", "after", "taken", "following"),
    [
        ({"minimum": 1, "maximum": 50}, {"minimum": 100, "maximum": 200}, 3, 100),
        ({"minimum": 1, "maximum": 50}, {"minimum": 10, "maximum": 60}, 3, 10),
        ({"minimum": 1, "maximum": 50}, {"minimum": 2, "maximum": 60}, 3, 4),
        ({"minimum": 1, "maximum": 50}, {"minimum": 1, "maximum": 60}, 3, 4),
        ({"increment": -1, "minimum": -50}, {"increment": -1, "minimum": -90, "maximum": -60}, 3, -60),
    ],
)
def test_a_sequence_goes_on_inside_its_new_bounds(
    postgresql_database: ScratchDatabase, before: dict[str, Any], after: dict[str, Any], taken: int, following: int
) -> None:
    """It keeps the number it stands at where the new bounds allow it, and starts at their near end where not."""
    with at(postgresql_database) as database:
        move(database, defined(sequences={"s": before}))
        database.session.execute(f"SELECT nextval('s') FROM generate_series(1, {taken})")
        moved_twice(database, defined(sequences={"s": after}))
        found = database.session.query("SELECT nextval('s')")[0][0]

    assert following == found


def test_an_identity_goes_on_inside_its_new_bounds(postgresql_database: ScratchDatabase) -> None:
    """What holds for a sequence holds for the one behind an identity column."""

    def table(**counting: int) -> dict[str, Any]:
        identity = {"always": False, **counting}
        return {"t": {"columns": {"id": {"type": "bigint", "identity": identity, "primary_key": True}, "x": "int"}}}

    with at(postgresql_database) as database:
        move(database, defined(tables=table(minimum=1, maximum=50)))
        database.session.execute("INSERT INTO t (x) VALUES (1), (2)")
        moved_twice(database, defined(tables=table(minimum=100, maximum=200)))
        found = database.session.query("INSERT INTO t (x) VALUES (3) RETURNING id")[0][0]

    assert 100 == found
