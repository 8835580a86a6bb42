"""Says at once whether a document has the structure of the language; wording what is wrong is left to `explain`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

SCHEMA_FILE = Path(__file__).with_name("schemac.schema.json")


@cache
def language() -> dict[str, Any]:
    """Return the JSON Schema of the language."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return schema


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(language())


def is_valid(data: dict[str, Any]) -> bool:
    """Return whether a document has the structure that the language asks for."""
    return _validator().is_valid(data)
