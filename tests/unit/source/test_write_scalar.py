"""Any text survives being written as YAML."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from schemac.source.variables import substitute
from schemac.source.write_yaml import Block, Raw, write_mapping
from schemac.source.yaml_reader import read_yaml

TEXTS = st.text(max_size=40) | st.text("ab :#-'\"\n\t\\${}[],&*!|>%@`~?.01", max_size=12)


def read(lines: list[str]) -> dict[str, Any]:
    """Return the values that the language's own reader finds."""
    document = read_yaml("x.yaml", "\n".join(lines) + "\n")
    assert substitute([document], {}) == []
    return document.data


@given(TEXTS)
@example("on")
@example("012")
@example("1e3")
@example("~")
@example("2026-01-31")
@example("a: b")
@example("a #b")
@example("a:")
@example("- a")
@example("x\n\n")
@example("x\n  ")
@example(" x\ny")
@example("${x}")
@example("$${x}")
@example("<<")
@example("---")
@example("\u2028\ufeff\x85\xa0")
@example("text[]")
@example("a, b")
def test_any_text_survives_wherever_it_stands(text: str) -> None:
    """A text comes back unchanged as a value, in a list, in braces and as a key."""
    block = Block({"k": text, "l": [{"m": text, "n": 1}]})
    written = write_mapping({"value": text, "list": [text, "x"], "flow": {"a": text}, "long": ["x" * 120, text], "block": block})

    assert read(written) == {
        "value": text,
        "list": [text, "x"],
        "flow": {"a": text},
        "long": ["x" * 120, text],
        "block": {"k": text, "l": [{"m": text, "n": 1}]},
    }


@given(TEXTS)
@example("<<")
@example("k" * 2000)
@example("a?")
def test_any_text_survives_as_a_key(text: str) -> None:
    """A key comes back unchanged on a line of its own and in braces."""
    assert read(write_mapping({"block": Block({text: 1}), "flow": {text: "x"}})) == {"block": {text: 1}, "flow": {text: "x"}}


@given(TEXTS.filter(lambda text: "${" not in text))
def test_other_readers_see_text_too(text: str) -> None:
    """A reader of YAML 1.1 takes for text what is text."""
    assert yaml.load("\n".join([*write_mapping({"a": text, "b": [text]}), ""]), Loader=yaml.CSafeLoader) == {"a": text, "b": [text]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("varchar(320)", "k: varchar(320)"),
        ("numeric(12,2)", "k: numeric(12,2)"),
        (["numeric(12,2)"], 'k: ["numeric(12,2)"]'),
        ("text[]", "k: text[]"),
        ("total > 0 or status = 'cancelled'", "k: total > 0 or status = 'cancelled'"),
        ({"sql": "now()"}, "k: {sql: now()}"),
        ({"check": "a::text"}, 'k: {check: "a::text"}'),
        ("on", 'k: "on"'),
        ("012", 'k: "012"'),
        ("", 'k: ""'),
        ("a\nb", "k: |-\n  a\n  b"),
        (Raw("0.00"), "k: 0.00"),
        (None, "k: null"),
        (True, "k: true"),
        ([], "k: []"),
        ({}, "k: {}"),
    ],
)
def test_values_are_written_in_house_style(value: object, expected: str) -> None:
    """Text is plain where every reader takes it for text; several lines are a literal block."""
    assert expected == "\n".join(write_mapping({"k": value}))


def test_what_is_too_long_for_a_line_becomes_a_block() -> None:
    """A mapping or list beyond the width stands on several lines, its parts on one line each where they fit."""
    assert ["k:", f"  a: {'x' * 80}", f"  b: [{'y' * 80}]"] == write_mapping({"k": {"a": "x" * 80, "b": ["y" * 80]}})
    assert ["k:", f"  - {'x' * 80}", f"  - a: {'y' * 80}", f"    b: {'z' * 80}"] == write_mapping(
        {"k": ["x" * 80, {"a": "y" * 80, "b": "z" * 80}]}
    )
