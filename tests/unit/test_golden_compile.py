"""The SQL of every example definition for every dialect, or why a dialect cannot have it, as kept under golden/compile."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac.api.compiling import compile_definition
from schemac.cli.show.plan_text import loss_lines
from schemac.cli.show.problems import render
from schemac.cli.show.script import script
from schemac.compile.verify import check_readable
from schemac.dialect import available, load
from schemac.errors import SchemaError
from schemac.source import load as load_definition
from tests.golden import Golden

FOLDER = Path(__file__).parents[2]
EXAMPLES = sorted(path.stem for path in (FOLDER / "schemas").glob("*.yaml"))


@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_compiles_as_agreed(example: str, name: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SQL and the losses are those of the golden file, and a parser reads them back; a refusal has a hint for each problem."""
    monkeypatch.chdir(FOLDER)
    dialect = load(name)
    try:
        compiled = compile_definition(load_definition(Path("schemas") / f"{example}.yaml"), dialect)
    except SchemaError as error:
        assert [] == [problem for problem in error.problems if not problem.hint]  # noqa: PT017 - a refusal is one of two right outcomes
        golden(f"compile/{example}/{name}.txt", "".join(f"{render(problem)}\n" for problem in error.problems))
        return
    check_readable(compiled.statements, dialect)
    losses = "".join(f"-- {line}\n" for line in loss_lines(loss.message for loss in compiled.losses))
    golden(f"compile/{example}/{name}.sql", losses + script(compiled.statements, end=dialect.separator))
