"""How the tests of loading write definitions and read what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from schemac.errors import Problem, SchemaError
from schemac.model.definition import Definition
from schemac.source import load


def loaded(folder: Path, text: str, **variables: str) -> Definition:
    """Return the definition that a text makes."""
    path = folder / "app.yaml"
    path.write_text(dedent(text), "utf-8")
    return load(path, variables=variables)


def problems_of(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a text."""
    path = folder / "app.yaml"
    path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    with pytest.raises(SchemaError) as failure:
        load(path)
    return failure.value.problems
