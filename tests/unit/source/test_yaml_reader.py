"""Reading YAML 1.2 into plain values and positions."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from schemac.errors import Position, Problem, SchemaError
from schemac.source import load, yaml_reader
from schemac.source.files import MAX_BYTES
from schemac.source.yaml_reader import read_yaml
from tests.unit.source.writing import problems_of


@pytest.mark.parametrize(
    "text", ["on", "off", "yes", "no", "y", "n", "12:30:45", "012", "0x1F", "0o17", "1_000", "2020-01-01", "True", "NULL", ".inf", "1e999"]
)
def test_a_word_that_is_no_yaml_1_2_is_text(text: str) -> None:
    """What YAML 1.1 turned into booleans, dates and odd numbers stays what was written."""
    assert {"key": text} == read_yaml("x", f"key: {text}\n").data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("0", 0),
    ],
)
def test_typed_words_are_typed(text: str, value: object) -> None:
    """True, false, null and plain decimal numbers have their types."""
    data = read_yaml("x", f"key: {text}\n").data

    assert (value, type(value)) == (data["key"], type(data["key"]))


@pytest.mark.parametrize("text", ['"true"', "'12'", "!!str 12", "! 12"])
def test_a_quoted_or_tagged_word_is_text(text: str) -> None:
    """Quotes and the tag for text win over what the word looks like."""
    assert isinstance(read_yaml("x", f"key: {text}\n").data["key"], str)


def test_a_number_is_given_back_as_it_was_written() -> None:
    """A number keeps its own digits for whoever asks."""
    document = read_yaml("x", "key: 1.50\n")

    assert "1.50" == document.written(document.data, "key")


def test_aliases_and_merge_keys_work() -> None:
    """An alias is its anchor's value; a merged mapping stands where `<<` stands and gives way to own keys and to earlier ones."""
    document = read_yaml("x", "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {first: 0, <<: [*a, *b], z: 9}\nd: *a\n")

    assert [("first", 0), ("x", 1), ("y", 2), ("z", 9)] == list(document.data["c"].items())
    assert {"x": 1, "y": 2} == document.data["d"]
    assert Position("x", 1, 8) == document.position(document.data["c"], "x")
    assert Position("x", 3, 29) == document.position(document.data["c"], "z")


def test_the_pure_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml values and positions are the same."""
    text = "a: &x [1, two, {three: 3.0}]\r\n# note\r\nb:\r\n  c: |\r\n    text\r\n  é: *x\r\n"
    fast = read_yaml("x", text)
    monkeypatch.setattr(yaml_reader, "_PARSER", yaml.SafeLoader)
    slow = read_yaml("x", text)

    assert fast.data == slow.data
    assert [fast.marks[key] for key in fast.marks] == [slow.marks[key] for key in slow.marks]


def test_an_alias_bomb_is_refused_in_little_memory() -> None:
    """Nine levels of nine aliases are refused by counting, not by expanding."""
    levels = "".join(f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]\n" for level in range(1, 40))

    with pytest.raises(SchemaError, match="SC105"):
        read_yaml("x", f"l0: &l0 [x, x, x, x, x, x, x, x, x]\n{levels}")


def test_deep_nesting_is_refused() -> None:
    """A hundred thousand brackets are an error, not a crash."""
    with pytest.raises(SchemaError, match="SC108"):
        read_yaml("x", "key: " + "[" * 100_000)


def test_a_file_that_is_not_utf_8_names_the_byte(tmp_path: Path) -> None:
    """The first byte that belongs to no character is told with its offset and its line."""
    problem = problems_of(tmp_path, b"schemac: 1\ndatabase: {name: caf\xe9}\n")[0]

    assert ("SC103", (2, 21), True) == (problem.code, problem.position and problem.position[1:], "byte 31 (0xe9)" in problem.message)


def test_utf_16_is_refused(tmp_path: Path) -> None:
    """A file in UTF-16 is told to be no UTF-8."""
    assert ["SC103"] == [problem.code for problem in problems_of(tmp_path, "schemac: 1\n".encode("utf-16"))]


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    """A byte order mark is no part of the first key, and columns count without it."""
    problem = problems_of(tmp_path, b"\xef\xbb\xbfschema: 1\n")[0]

    assert ("SC110", 1, 1) == (problem.code, *(problem.position or ("", 0, 0))[1:])


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """A file of more than 32 MB is refused for its size."""
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    assert ["SC104"] == [problem.code for problem in problems_at(path)]


def problems_at(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file."""
    with pytest.raises(SchemaError) as failure:
        load(path)
    return failure.value.problems


@pytest.mark.parametrize("name", ["missing.yaml", "", "nul\0"])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    """A file that is not there, a folder, and a path that is none each say so."""
    assert ["SC122"] == [problem.code for problem in problems_at(tmp_path / name)]
