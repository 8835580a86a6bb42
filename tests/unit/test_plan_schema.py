"""The form of plan files: JSON whose schema is checked in."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from schemac.model.plan import Plan


def test_the_schema_of_plans_is_that_of_the_code() -> None:
    """Whoever reads plans can rely on schemas/plan.schema.json; `make docs` writes it anew."""
    path = Path(__file__).parents[2] / "schemas" / "plan.schema.json"
    assert json.loads(json.dumps(msgspec.json.schema(Plan))) == json.loads(path.read_text(encoding="utf-8"))
