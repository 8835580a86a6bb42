"""Rows drawn at random: whatever they are, they are put in place as they are said, and then there is nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemac.api.applying import Applying, apply_definition
from schemac.api.importing import Target, import_database
from schemac.api.planning import opened, plan
from schemac.model.definition import Definition
from schemac.source import from_dict
from schemac.source import load as load_file
from tests.scratch import ScratchFactory, live_engines
from tests.servers.database import ScratchDatabase

# a text of a database holds neither NUL nor half a character
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)
DAYS = st.dates().map(lambda day: f"{max(day.year, 1000):04}-{day.month:02}-{min(day.day, 28):02}")
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "varchar(40)": TEXT,
    "text": TEXT,
    "char(12)": TEXT.map(str.rstrip),
    "int": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(-(2**63), 2**63 - 1),
    "numeric(12,3)": st.decimals(-(10**8), 10**8, places=3).map(str),
    "double": st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False, min_value=-1e300, max_value=1e300),
    "boolean": st.booleans(),
    "date": DAYS,
    "timestamp": st.builds("{} {:02}:{:02}:{:02}".format, DAYS, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59)),
    "blob": st.binary(max_size=9).map(lambda held: {"hex": held.hex()}),
    "json": st.lists(JSON, max_size=3) | st.dictionaries(TEXT, JSON, min_size=2, max_size=3),
}
KEYS = {"int": st.integers(-(2**31), 2**31 - 1), "varchar(40)": st.text("abcdefgh'\\ü", min_size=1, max_size=6)}


@pytest.fixture(scope="module", params=live_engines())
def database(request: pytest.FixtureRequest, new_scratch: ScratchFactory) -> Iterator[ScratchDatabase]:
    """One database an engine, emptied before each example."""
    with new_scratch(request.param) as scratch:
        yield scratch


@st.composite
def filled(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw two definitions of one table with other rows in each, of which some have the same keys."""
    kind = draw(st.sampled_from(sorted(KEYS)))
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=4))
    columns: dict[str, Any] = {"k": {"type": kind, "primary_key": True}} | {f"c{at}": each for at, each in enumerate(kinds)}
    cells = [VALUES[each] if each == "json" else st.none() | VALUES[each] for each in kinds]
    keys = draw(st.lists(KEYS[kind], unique_by=lambda key: str(key).lower().replace("ü", "u"), max_size=5))
    made = []
    for chosen in (keys[:4], keys[1:]):
        rows = [[key, *(draw(cell) for cell in cells)] for key in chosen]
        table = {"columns": columns, "rows": {"values": rows, "exact": True}}
        made.append({"tables": {"filled": table}})
    return made


def become(url: str, definition: Definition) -> None:
    """Make the database what the definition says, and find nothing left to do."""
    with opened(url) as database:
        apply_definition(database, definition, prune=True, how=Applying(allow=["all"]))
        assert () == plan(database, definition).plan.differences


@settings(max_examples=settings().max_examples // 3)
@given(definitions=filled())
def test_any_rows_become_any_others(
    database: ScratchDatabase, definitions: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """There, to others and back; and what is imported, emptied and applied again is what was there."""
    one, other = map(from_dict, definitions)
    become(database.url, Definition())
    for definition in (one, other, one):
        become(database.url, definition)
    main = tmp_path_factory.mktemp("rows") / "rows.yaml"
    import_database(database.url, Target(main), rows=("filled",)).write()
    held = rows_of(database)
    database.execute("DELETE FROM filled")
    become(database.url, load_file(Path(main)))
    assert held == rows_of(database)


def rows_of(database: ScratchDatabase) -> list[str]:
    """Return what is in the table, sorted."""
    return sorted(repr(tuple(row)) for row in database.query("SELECT * FROM filled"))
