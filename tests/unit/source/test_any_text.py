"""Whatever a file holds, loading it ends in a definition or in a SchemaError."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemac.errors import Problem, SchemaError
from schemac.source import from_dict, load
from schemac.source.structure import language

WORDS = sorted({name for schema in [language(), *language()["$defs"].values()] for name in schema.get("properties", {})})
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from(["a", "b", "a.b", "int", "text", "a > 0", "x.y.z", "now()", "${a}"]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*WORDS, "a", "b"]), inner, max_size=5),
    max_leaves=25,
)
DEFINITIONS = st.dictionaries(st.sampled_from(sorted(language()["properties"])), TREES, max_size=5)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to write into."""
    return tmp_path_factory.mktemp("any") / "any.yaml"


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    content=st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
        st.text("ab: -[]{}&*!|>'\"\n#,?<", max_size=60).map(str.encode),
    )
)
def test_any_bytes(path: Path, content: bytes) -> None:
    """Bytes, text and signs that mean something to YAML."""
    path.write_bytes(content)
    with suppress(SchemaError):
        load(path)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=250)
@given(data=DEFINITIONS)
def test_any_dict(data: dict[str, Any]) -> None:
    """Dicts of the language's own words in every wrong place."""
    data.pop("include", None)
    with suppress(SchemaError):
        from_dict(data)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=DEFINITIONS)
def test_any_words(path: Path, data: dict[str, Any]) -> None:
    """The same as YAML; every problem has a position within the file."""
    text = yaml.safe_dump(data, sort_keys=False)
    path.write_text(text, "utf-8")
    problems: tuple[Problem, ...] = ()
    try:
        load(path)
    except SchemaError as error:
        problems = error.problems

    assert all(problem.position and 1 <= problem.position.line <= text.count("\n") + 1 for problem in problems)
