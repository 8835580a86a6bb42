"""The databases that tests are lent."""

from __future__ import annotations

import pytest

from tests.scratch import ScratchFactory, live_engines
from tests.servers.database import ScratchDatabase


def test_a_scratch_database_is_empty_and_usable(scratch: ScratchDatabase) -> None:
    """Statements run, rows come back, and the dump shows both schema and rows."""
    before = scratch.dump()

    scratch.execute("CREATE TABLE item (id integer, label varchar(20)); INSERT INTO item VALUES (1, 'a;b'), (2, NULL)")

    assert [(1, "a;b"), (2, None)] == scratch.query("SELECT id, label FROM item ORDER BY id")
    assert before != scratch.dump()
    assert "label" in scratch.dump()
    assert "a;b" in scratch.dump()


def test_a_dump_does_not_change_by_itself(scratch: ScratchDatabase) -> None:
    """Two dumps of one state are equal, whatever the server says about time or randomness."""
    scratch.execute("CREATE TABLE item (id integer PRIMARY KEY); CREATE VIEW items AS SELECT id FROM item")

    assert scratch.dump() == scratch.dump()


@pytest.mark.parametrize("engine_name", live_engines())
def test_scratch_databases_do_not_see_each_other(new_scratch: ScratchFactory, engine_name: str) -> None:
    """Two databases of one engine are two databases, and a lent one is gone afterwards."""
    with new_scratch(engine_name) as one, new_scratch(engine_name) as other:
        one.execute("CREATE TABLE item (id integer)")
        other.execute("CREATE TABLE item (name varchar(3))")

        assert one.url != other.url
        assert one.dump() != other.dump()
