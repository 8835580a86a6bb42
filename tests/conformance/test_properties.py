"""Pairs of schemas drawn at random: whatever the two are, a plan leads from one to the other, and then there is nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemac.api.applying import apply_definition
from schemac.api.compiling import compile_definition
from schemac.api.importing import Target, import_database
from schemac.api.planning import opened, plan
from schemac.dialect import available, load
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.model.schema import Schema
from schemac.source import from_dict
from tests.scratch import ScratchFactory, live_engines

TABLES = ("customer", "order", "Visit Log")
COLUMNS = {
    "amount": ("int", "bigint", "numeric(8,2)"),
    "title": ("varchar(20)", "varchar(40)", "text"),
    "select": ("boolean",),
    "day": ("date",),
    "Kind": ("varchar(8)",),
}
"""Columns by name, each with types of one family: what a value of one is in another is a question of its own."""
DEFAULTS = {"amount": (0, 7), "title": ("it's", "x;--"), "select": (True, False), "day": ({"sql": "'2026-01-01'"},), "Kind": ("new", "old")}


@st.composite
def columns(draw: st.DrawFn) -> dict[str, Any]:
    """A key and some columns."""
    made: dict[str, Any] = {"id": {"type": "bigint", "identity": "by default", "primary_key": True}}
    for name in draw(st.lists(st.sampled_from(sorted(COLUMNS)), unique=True, max_size=4)):
        column: dict[str, Any] = {"type": draw(st.sampled_from(COLUMNS[name]))}
        bounded = column["type"] != "text"
        if bounded and draw(st.booleans()):
            column |= {"default": draw(st.sampled_from(DEFAULTS[name])), "nullable": draw(st.booleans())}
        if name in {"amount", "Kind"} and draw(st.booleans()):
            column["unique"] = True
        made[name] = column
    return made


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """A definition with up to three tables that may refer to each other, checks, indexes and a view."""
    tables: dict[str, Any] = {}
    names = draw(st.lists(st.sampled_from(TABLES), unique=True, min_size=1, max_size=3))
    for name in names:
        table: dict[str, Any] = {"columns": draw(columns())}
        if draw(st.booleans()):
            other = draw(st.sampled_from(names))
            action = draw(st.sampled_from(["restrict", "cascade", "set null"]))
            table["columns"]["other_id"] = {"type": "bigint", "references": {"table": f'"{other}"', "column": "id", "on_delete": action}}
        if "amount" in table["columns"] and draw(st.booleans()):
            bound = draw(st.integers(-3, 3))
            table["constraints"] = {f"{names.index(name)}_bound": {"check": f"amount > {bound} or amount is null"}}
        keys = [column for column in table["columns"] if column != "title"]
        if draw(st.booleans()):
            wanted = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=2))
            table["indexes"] = {f"{names.index(name)}_idx": {"columns": [{"column": f'"{key}"'} for key in wanted]}}
        tables[f'"{name}"' if " " in name else name] = table
    made: dict[str, Any] = {"tables": tables}
    if draw(st.booleans()):
        made["views"] = {"ids": {"sql": f'select id from "{draw(st.sampled_from(names))}"'}}
    return made


@pytest.fixture(scope="module", params=live_engines())
def url(request: pytest.FixtureRequest, new_scratch: ScratchFactory) -> Iterator[str]:
    """One database an engine, emptied before each example."""
    with new_scratch(request.param) as database:
        yield database.url


def become(url: str, definition: Definition) -> None:
    """Make the database what the definition says, and find nothing left to do."""
    with opened(url) as database:
        apply_definition(database, definition, allow=["all"], decide=lambda _: True, progress=lambda *_: None, prune=True)
        assert () == plan(database, definition, prune=True).differences.changes


KEY = {"id": {"type": "bigint", "identity": "by default", "primary_key": True}}
TAKEN = {"0_idx": {"columns": ["id"]}}
REFERS = {"other_id": {"type": "bigint", "references": {"table": '"order"', "column": "id"}}}


@given(before=definitions(), after=definitions())
@example(
    {"tables": {"customer": {"columns": KEY, "indexes": TAKEN}}},
    {"tables": {"order": {"columns": KEY, "indexes": TAKEN}, "customer": {"columns": KEY | REFERS}}},
)
def test_any_schema_becomes_any_other_and_comes_back(url: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """There, on to another, and back: every plan is proved, applied and verified, and none is left."""
    one, other = from_dict(before), from_dict(after)

    become(url, Definition())
    become(url, one)
    become(url, other)
    become(url, one)


@given(definition=definitions())
def test_what_is_imported_plans_to_nothing(url: str, definition: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    """A definition written from the database asks for nothing."""
    from schemac.source import load as load_file

    become(url, Definition())
    become(url, from_dict(definition))
    path = tmp_path_factory.mktemp("imported") / "schema.yaml"
    import_database(url, Target(path)).write()

    with opened(url) as database:
        assert () == plan(database, load_file(path), prune=True).differences.changes


@given(before=definitions(), after=definitions(), split=st.booleans())
def test_what_is_imported_again_plans_to_nothing(
    url: str, before: dict[str, Any], after: dict[str, Any], split: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A definition brought from one state to another asks for nothing, and a third import changes nothing."""
    from schemac.source import load as load_file

    become(url, Definition())
    become(url, from_dict(before))
    target = Target(tmp_path_factory.mktemp("imported") / "schema.yaml", split)
    import_database(url, target).write()
    become(url, Definition())
    become(url, from_dict(after))

    import_database(url, target).write()

    with opened(url) as database:
        assert () == plan(database, load_file(target.main), prune=True).differences.changes
    assert {} == import_database(url, target).files


@given(definition=definitions(), name=st.sampled_from(available()))
def test_compiling_twice_gives_the_same_bytes(definition: dict[str, Any], name: str) -> None:
    """The same definition gives the same statements, or the same refusal."""

    def compiled() -> tuple[str, ...]:
        try:
            return compile_definition(from_dict(definition), load(name)).statements
        except SchemaError as error:
            return tuple(problem.message for problem in error.problems)

    assert compiled() == compiled()


@given(definition=definitions(), random=st.randoms(use_true_random=False))
def test_a_fingerprint_does_not_depend_on_order(definition: dict[str, Any], random: Any) -> None:
    """The same objects in another order are the same schema."""
    schema = from_dict(definition).schema
    shuffled = list(schema)
    random.shuffle(shuffled)

    assert schema.fingerprint() == Schema.of(shuffled).fingerprint()
