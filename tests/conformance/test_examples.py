"""Every example definition on every live engine: its SQL run as a script, and what is read back from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac.api.compiling import compile_definition
from schemac.api.importing import Target, import_database
from schemac.api.planning import opened, plan
from schemac.cli.show.script import script
from schemac.dialect import load as load_dialect
from schemac.errors import SchemaError
from schemac.source import load
from tests.conformance.cases import apply_all, assert_nothing_left
from tests.servers.database import ScratchDatabase

EXAMPLES = sorted(path.name for path in (Path(__file__).parents[2] / "schemas").glob("*.yaml"))


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Path:
    """Each example definition."""
    return Path(__file__).parents[2] / "schemas" / str(request.param)


def test_the_script_of_an_example_makes_it(example: Path, scratch: ScratchDatabase) -> None:
    """The SQL that compile prints, run by itself on an empty database, leaves nothing for a plan to do; a refusal says what to write.

    A view may be written once more where an engine keeps no text as it was given and cannot be asked without a trace: only what was
    applied is remembered.
    """
    definition = load(example)
    try:
        compiled = compile_definition(definition, load_dialect(scratch.engine_name))
    except SchemaError as error:
        assert scratch.engine_name not in definition.targets
        assert [] == [problem for problem in error.problems if not problem.hint]  # noqa: PT017 - a refusal is one of two right outcomes
        return
    scratch.execute(script(compiled.statements))
    with opened(scratch.url) as database:
        found = plan(database, definition).plan.differences
        assert [] == [difference for difference in found if (difference.verb, difference.ref.kind) != ("alter", "view")]
        apply_all(database, definition)
        assert_nothing_left(database, definition)


def test_what_is_imported_plans_to_nothing(example: Path, scratch: ScratchDatabase, tmp_path: Path) -> None:
    """The definition that import writes of an applied example has nothing to do in the database that it was read from."""
    definition = load(example)
    if scratch.engine_name not in definition.targets:
        with opened(scratch.url) as database, pytest.raises(SchemaError):
            plan(database, definition)
        return
    with opened(scratch.url) as database:
        apply_all(database, definition)
    for split in (False, True):
        target = Target(tmp_path / f"split_{split}" / "schema.yaml", split)
        import_database(scratch.url, target).write()
        with opened(scratch.url) as database:
            assert () == plan(database, load(target.main), prune=True).plan.differences
