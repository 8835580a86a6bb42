"""The JSON Schema of the language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemac.source.structure import SCHEMA_FILE, language

ROOT = Path(__file__).parents[3]


def keys(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Go through every key that a definition may hold, with its schema."""
    if isinstance(node, dict):
        for name, schema in node.get("properties", {}).items() if "additionalProperties" in node else ():
            yield f"{path}/{name}", schema
        for name, inner in node.items():
            yield from keys(inner, f"{path}/{name}")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from keys(inner, f"{path}/{index}")


ALL = [pytest.param(schema, id=path) for path, schema in keys(language())]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with what it refers to put under it."""
    if "$ref" not in schema:
        return schema
    return {**resolved(language()["$defs"][schema["$ref"].rpartition("/")[2]]), **schema}


def test_the_copy_for_editors_is_equal() -> None:
    """The file that editors are pointed to is the one that the package ships."""
    assert SCHEMA_FILE.read_bytes() == (ROOT / "schemas" / SCHEMA_FILE.name).read_bytes()


def test_it_is_a_json_schema() -> None:
    """It is valid by its own meta-schema."""
    Draft202012Validator.check_schema(language())


@pytest.mark.parametrize("schema", ALL)
def test_every_key_is_explained(schema: dict[str, Any]) -> None:
    """An editor has a sentence to show for every key, and an example where a value is not a matter of course."""
    whole = resolved(schema)

    assert whole.get("description", "").endswith((".", "in."))
    assert "examples" in whole or "properties" in whole or "examples" in resolved(whole.get("items", {}))


@pytest.mark.parametrize("schema", ALL)
def test_every_example_is_valid(schema: dict[str, Any]) -> None:
    """What is shown as an example is accepted."""
    validator = Draft202012Validator({"$defs": language()["$defs"], **schema})

    assert [] == [error.message for example in resolved(schema).get("examples", ()) for error in validator.iter_errors(example)]
