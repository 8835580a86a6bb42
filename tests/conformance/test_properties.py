"""Pairs of schemas drawn at random: whatever the two are, a plan leads from one to the other, and then there is nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemac.api.compiling import compile_definition
from schemac.api.importing import Target, import_database
from schemac.api.planning import opened, plan
from schemac.dialect import available, load
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.model.schema import Schema
from schemac.source import from_dict
from schemac.source import load as load_file
from tests.conformance.travelling import become, travel
from tests.conformance.vocabulary import definitions, journeys
from tests.conformance.vocabulary.postgresql_programs import ROLES
from tests.scratch import ScratchFactory, live_engines
from tests.servers.database import ScratchDatabase

Pair = tuple[ScratchDatabase, ScratchDatabase]


@pytest.fixture(scope="module", params=live_engines())
def databases(request: pytest.FixtureRequest, new_scratch: ScratchFactory) -> Iterator[Pair]:
    """Two databases an engine, emptied before each example; the roles that examples make go at the end."""
    with ExitStack() as lent:
        if request.param == "postgresql":
            server = lent.enter_context(new_scratch(request.param))
            lent.callback(server.execute, "".join(f"DROP ROLE IF EXISTS {role};" for role in ROLES))
        yield lent.enter_context(new_scratch(request.param)), lent.enter_context(new_scratch(request.param))


KEY = {"id": {"type": "bigint", "identity": "by default", "primary_key": True}}
TAKEN = {"0_idx": {"columns": ["id"]}}
REFERS = {"other_id": {"type": "bigint", "references": {"table": '"order"', "column": "id"}}}


@settings(max_examples=settings().max_examples // 3)  # each example is several plans, made
@given(data=st.data())
def test_any_schema_becomes_any_other_and_comes_back(databases: Pair, data: st.DataObject) -> None:
    """There with its rows, on to another, and back: every plan is proved, applied and verified, and none is left."""
    scratch, spare = databases
    travel(scratch, spare, data.draw(journeys(scratch.engine_name)))


def test_what_a_table_leaves_free_is_taken(new_scratch: ScratchFactory) -> None:
    """An index takes the name of one whose table stays, on a table that is referred to from there."""
    before = {"tables": {"customer": {"columns": KEY, "indexes": TAKEN}}}
    after = {"tables": {"order": {"columns": KEY, "indexes": TAKEN}, "customer": {"columns": KEY | REFERS}}}
    for engine in live_engines():
        with new_scratch(engine) as scratch:
            for definition in (before, after, before):
                become(scratch.url, from_dict(definition))


@settings(max_examples=settings().max_examples // 3)  # each example is several plans, made
@given(data=st.data())
def test_what_is_imported_plans_to_nothing(databases: Pair, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A definition written from the database asks for nothing."""
    database, _ = databases
    become(database.url, Definition())
    become(database.url, from_dict(data.draw(definitions(database.engine_name))))
    path = tmp_path_factory.mktemp("imported") / "schema.yaml"
    import_database(database.url, Target(path)).write()

    with opened(database.url) as opened_again:
        assert () == plan(opened_again, load_file(path), prune=True).differences.changes


@given(definition=definitions("postgresql"), name=st.sampled_from(available()))
def test_compiling_twice_gives_the_same_bytes(definition: dict[str, Any], name: str) -> None:
    """The same definition gives the same statements, or the same refusal."""

    def compiled() -> tuple[str, ...]:
        try:
            return compile_definition(from_dict(definition), load(name)).statements
        except SchemaError as error:
            return tuple(problem.message for problem in error.problems)

    assert compiled() == compiled()


@given(definition=definitions("postgresql"), random=st.randoms(use_true_random=False))
def test_a_fingerprint_does_not_depend_on_order(definition: dict[str, Any], random: Any) -> None:
    """The same objects in another order are the same schema."""
    schema = from_dict(definition).schema
    shuffled = list(schema)
    random.shuffle(shuffled)

    assert schema.fingerprint() == Schema.of(shuffled).fingerprint()
