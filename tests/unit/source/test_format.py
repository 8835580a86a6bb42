"""Formatting brings a definition into house style and changes nothing of what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemac.errors import SchemaError
from schemac.source.build import build_definition
from schemac.source.format import format_text
from schemac.source.write_scalar import quoted
from schemac.source.yaml_reader import read_yaml

EXAMPLES = sorted(Path(__file__).parents[3].glob("schemas/*.yaml"))


def test_a_messy_file_comes_into_house_style() -> None:
    """Lists are keyed by name, keys stand in their usual order, what is short stands on one line, comments stay where they belong."""
    messy = """\
# Copyright: us

views:
    - name: v   # newest first
      sql: >
        select 1
        as one
tables:
# the people
- name: person
  columns:
  - name: id
    primary_key: true
    type: 'int'   # enough for all
  - {name: email, type: "varchar(320)"}


  - {type: "on"  , name: 'flag'}
  # no more columns
  indexes:
  - columns: [email, 'id']
    name: person_email_idx
    unique: true
- columns: {code: {type: char(2), default: 012, dialects: {sqlite: {type: text}}, nullable: false}}
  name: country
schemac: 1
"""
    tidy = """\
# Copyright: us

schemac: 1

tables:
  # the people
  person:
    columns:
      id:
        type: int # enough for all
        primary_key: true
      email: varchar(320)

      flag: "on"
      # no more columns
    indexes:
      person_email_idx: {columns: [email, id], unique: true}

  country:
    columns:
      code: {type: char(2), nullable: false, default: 012, dialects: {sqlite: {type: text}}}

views:
  v: # newest first
    sql: >
      select 1
      as one
"""

    assert tidy == format_text(messy)
    assert tidy == format_text(tidy)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_mean_the_same_after_formatting(path: Path) -> None:
    """Each example gives the same definition before and after, and formatting twice is formatting once."""
    text = path.read_text("utf-8")
    formatted = format_text(text)

    before, after = (build_definition([read_yaml("x", each)], frozenset(), [], whole=True) for each in (text, formatted))

    assert formatted == format_text(formatted)
    assert before.schema == after.schema
    assert (before.renames, before.unmanaged, before.operations) == (after.renames, after.unmanaged, after.operations)


@pytest.mark.parametrize(
    "text",
    [
        "schemac: 1\ntables:\n  a: &a\n    columns: {id: int}\n  b: *a\n",
        "tables:\n  a: {columns: &c {id: int}}\n  b:\n    columns:\n      <<: *c\n      x: text\nschemac: 1\n",
        "views:\n  v:\n    sql: |2-\n       select 1\n        as x # no comment\n\n      \nschemac: 1\n",
        "views:\n  v:\n    sql: |+ # kept\n      a\n\n\n  w: {sql: b}\n",
        "views: {v: {sql: 'a\n\n  b'}}\n",
        "database: {name: 'a''b'} # c\n# end",
        "---\nschemac: 1 # one\n...\n# after\n",
        "namespaces: # none\n  a:\n  b: # beside b\n",
        "extensions: [ # x\n a, # first\n b\n # last\n]\n",
        "tables: {} # none\n",
        "\ufefftables:\r\n  a: {columns: {id: int}} # x\r\n",
        "tables:\n  a:\n    columns:\n      id: !!str int\n      '1': \"\\x41\\t\"\n",
        "tables:\n  ? a\n  # above the value\n  :\n    columns: {id: int}\n",
    ],
)
def test_unusual_yaml_keeps_its_meaning_and_its_comments(text: str) -> None:
    """Aliases, block scalars, tags and comments in odd places come through; the formatter itself checks that nothing is lost."""
    formatted = format_text(text)

    assert formatted == format_text(formatted)
    assert text.count("# ") == formatted.count("# ")


def test_what_cannot_be_read_is_refused_with_its_position() -> None:
    """Broken YAML is an error as everywhere, and nothing is formatted."""
    with pytest.raises(SchemaError, match=r"x\.yaml:1:"):
        format_text("tables: [", "x.yaml")


COMMENTS = st.sampled_from(["", "", "", " # c", "  # it's: {a} [b]"])
WORDS = st.sampled_from(["name", "type", "columns", "comment", "tables", "indexes", "dialects", "a b", "on", "x: y", "", "-"])
SCALARS = st.sampled_from(["0.50", "true", "~", "on", "012", "a b", "'x y'", '"#"', "now()", "'on'", "80%", "x:y", '"a\\nb"', "-", "''"])
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw the text of a mapping in any layout, with comments wherever they may stand."""
    lines: list[str] = []

    def above(indent: int) -> None:
        lines.extend(draw(st.sampled_from([[], [], [""], [" " * indent + "# above"], ["", " " * indent + "# two", ""], ["# left"]])))

    def flow(node: Any) -> str:
        if isinstance(node, dict):
            return "{" + ", ".join(f"{quoted(key)}: {flow(value)}" for key, value in node.items()) + "}"
        return "[" + ", ".join(flow(item) for item in node) + "]" if isinstance(node, list) else "x" if node == "-" else str(node)

    def block(node: Any, indent: int, start: str) -> None:
        comment = draw(COMMENTS)
        if not isinstance(node, dict | list) or not node or draw(st.booleans()):
            lines.append(f"{start} {flow(node)}{comment}")
            return
        lines.append(f"{start}{comment}")
        deeper = indent + draw(st.integers(1, 3))
        children(node, deeper)

    def children(node: Any, indent: int) -> None:
        for key, value in node.items() if isinstance(node, dict) else [(None, item) for item in node]:
            above(indent)
            block(value, indent, " " * indent + ("-" if key is None else f"{quoted(key)}:"))

    root = draw(st.dictionaries(WORDS, TREES, min_size=1, max_size=4))
    children(root, 0)
    above(0)
    return "\n".join(lines) + "\n"


@given(documents())
def test_any_layout_keeps_its_meaning_and_its_comments(text: str) -> None:
    """Whatever a file looks like, no comment is lost, the meaning stays, and the second time nothing changes."""
    formatted = format_text(text)

    assert formatted == format_text(formatted)
    assert text.count("# ") == formatted.count("# ")
