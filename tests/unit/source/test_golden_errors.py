"""What is said about each wrong definition under golden/errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemac.cli.show.problems import render
from schemac.errors import SchemaError
from schemac.source import load
from schemac.source.codes import CODES
from tests.golden import Golden

FOLDER = Path(__file__).parents[3] / "golden"
CASES = sorted(path.stem for path in (FOLDER / "errors").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_definition_says_what_is_wrong(case: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem is told at once, with position, line, caret and hint, word for word as agreed."""
    monkeypatch.chdir(FOLDER / "errors")
    golden.given(f"errors/{case}.yaml")

    with pytest.raises(SchemaError) as failure:
        load(Path(f"{case}.yaml"))

    golden(f"errors/{case}.txt", "\n\n".join(render(problem) for problem in failure.value.problems) + "\n")


def test_every_code_that_is_used_is_explained() -> None:
    """A code in the source package stands in the table of codes."""
    folder = Path(__file__).parents[3] / "schemac" / "source"
    used = {code for path in folder.glob("*.py") if path.name != "codes.py" for code in codes_in(path.read_text("utf-8"))}

    assert set(CODES) == used


def codes_in(text: str) -> set[str]:
    """Return the codes that a text holds."""
    return set(re.findall(r'"(SC\d{3})"', text))
