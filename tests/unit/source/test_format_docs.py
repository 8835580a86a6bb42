"""The language reference names every key, and its examples are in the language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "language.md").read_text("utf-8")


def keys(schema: Any) -> Iterator[str]:
    """Go through all keys that the JSON Schema knows."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


@pytest.mark.parametrize("key", sorted(set(keys(json.loads((ROOT / "schemac/source/schemac.schema.json").read_text("utf-8"))))))
def test_the_reference_names_every_key(key: str) -> None:
    """A key that the language has is found in its reference."""
    assert re.search(rf"\b{re.escape(key)}\b", PAGE)


def test_the_examples_are_yaml() -> None:
    """Every example in the reference can be read."""
    examples = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)

    assert len(examples) > 5
    assert all(isinstance(yaml.safe_load(example), dict) for example in examples)
