"""What the rules say of themselves."""

from __future__ import annotations

from pathlib import Path

from schemac.cli.show.rules_page import rules_page
from schemac.dialect import available, load
from schemac.hazards import RULES
from schemac.linting.design import DESIGN

PAGE = Path(__file__).parents[3] / "docs" / "hazards.md"


def test_the_page_is_what_the_rules_say() -> None:
    """docs/hazards.md is fresh; `schemac lint --rules > docs/hazards.md` makes it so."""
    assert PAGE.read_text("utf-8") == rules_page([load(name) for name in available()])


def test_a_code_means_one_thing() -> None:
    """No code is given to two rules, and every rule says why it matters and what is safe."""
    dialects = [load(name) for name in ("postgresql", "mysql", "sqlite")]
    rules = [rule.about for rule in RULES] + [rule.about for rule in DESIGN] + list(dialects[0].file_rules)
    rules += [rule.about for dialect in dialects for rule in dialect.rules]
    every = [rule.code for rule in rules]
    assert sorted(set(every)) == sorted(every)
    assert [] == [rule.code for rule in rules if not (rule.why and rule.safe and rule.summary)]
