"""A definition is changed in place: what did not change keeps its bytes."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.source.edit_tree import Entry, read_places
from schemac.source.merge_text import Merger
from schemac.source.write_yaml import Block


def merged(text: str, base: dict[str, Any], new: dict[str, Any], *, moving: bool = False, keeping: frozenset[str] = frozenset()) -> str:
    """Return a text of which `base` has become `new`."""
    padded = "\n" + text
    root = read_places(padded)
    assert root is not None
    merger = Merger(padded, moving=moving, keeping=keeping)
    return (merger.entry(Entry(root, 0, root.end), base, new, (), in_flow=root.flow) + padded[root.end :])[1:]


def columns(**columns: Any) -> dict[str, Any]:
    """Return a definition of one table with these columns."""
    return {"tables": {"t": {"columns": columns}}}


HEAD = "tables:\n  t:\n    columns:\n"


@pytest.mark.parametrize(
    ("before", "after", "base", "new"),
    [
        pytest.param(
            "      a:   varchar(8)   # short\n      b: text\n",
            "      a: varchar(9)   # short\n      b: text\n",
            {"a": "varchar(8)"},
            {"a": "varchar(9)"},
            id="a type, beside its comment",
        ),
        pytest.param(
            "      a: 'int'\n",
            "      a: 'bigint'\n",
            {"a": "int"},
            {"a": "bigint"},
            id="quotes stay",
        ),
        pytest.param(
            "      a: int # why\n",
            "      a: {type: int, nullable: false} # why\n",
            {"a": "int"},
            {"a": {"type": "int", "nullable": False}},
            id="one word becomes several",
        ),
        pytest.param(
            "      a: { type: int,  nullable: false , unique: true }\n",
            "      a: { type: int , unique: true, check: a > 0 }\n",
            {"a": {"type": "int", "nullable": False, "unique": True}},
            {"a": {"type": "int", "unique": True, "check": "a > 0"}},
            id="words between braces, with the blanks of their author",
        ),
        pytest.param(
            "      a:\n        # the type\n        type: int # whole\n        # what stands there\n        default: 1\n\n      b: text\n",
            "      a:\n        # the type\n        type: bigint # whole\n\n      b: text\n",
            {"a": {"type": "int", "default": 1}},
            {"a": {"type": "bigint"}},
            id="words of a block, a comment going with what it stands above",
        ),
        pytest.param(
            "      # about a\n      a: int\n      # about b\n      b: int # b\n      # about c\n      c: int\n",
            "      # about a\n      a: int\n      # about c\n      c: int\n      d: text\n",
            {"a": "int", "b": "int", "c": "int"},
            {"a": "int", "c": "int", "d": "text"},
            id="a column gone with its comments, another come",
        ),
        pytest.param(
            "      # --- keys ---\n\n      a: int\n      b: int\n",
            "      # --- keys ---\n\n      b: int\n",
            {"a": "int", "b": "int"},
            {"b": "int"},
            id="a remark that stands apart stays",
        ),
        pytest.param(
            "      - name: a\n        type: int\n      - {name: b, type: int}\n",
            "      - name: a\n        type: bigint\n      - {name: b, type: int, nullable: false}\n      - {name: c, type: text}\n",
            {"a": "int", "b": "int"},
            {"a": "bigint", "b": {"type": "int", "nullable": False}, "c": "text"},
            id="the list spelling stays a list",
        ),
        pytest.param(
            "      - name: a # first\n        type: int\n      # second\n      - name: b\n        type: int\n",
            "      # second\n      - name: b\n        type: int\n",
            {"a": "int", "b": "int"},
            {"b": "int"},
            id="an item of a list gone",
        ),
        pytest.param(
            "      a: &key {type: int, nullable: false}\n      b: *key\n",
            "      a: &key {type: int, nullable: false}\n      b: {type: text, nullable: false}\n",
            {"b": {"type": "int", "nullable": False}},
            {"b": {"type": "text", "nullable": False}},
            id="an alias gives way to what it does not say any more",
        ),
    ],
)
def test_a_column_changes_alone(before: str, after: str, base: dict[str, Any], new: dict[str, Any]) -> None:
    """Whatever the layout, only what differs is written."""
    assert HEAD + after == merged(HEAD + before, columns(**base), columns(**new))


def test_a_line_that_grows_too_long_is_spread() -> None:
    """What fitted on a line and does not any more becomes a block, each word as it was written."""
    before = HEAD + "      total: { type: 'numeric(12,2)', nullable: false, default: 0, check: total >= 0 } # net\n"
    base = {"type": "numeric(12,2)", "nullable": False, "default": 0, "check": "total >= 0"}
    reference = {"table": "account_of_somebody", "column": "total", "on_delete": "restrict", "on_update": "cascade"}
    after = """\
      total: # net
        type: 'numeric(12,2)'
        nullable: false
        default: 0
        check: total >= 0
        references: {table: account_of_somebody, column: total, on_delete: restrict, on_update: cascade}
"""

    found = merged(before, columns(total=base), columns(total={**base, "references": reference}))

    assert HEAD + after == found


def test_objects_come_and_go_with_their_comments() -> None:
    """A new object takes its place by name, one that goes takes its comment with it, and the rest keeps every byte."""
    before = """\
# Everything we sell
schemac: 1

tables:
  # people
  customer:   # who buys
    columns: {id: int}

  # to be dropped

  # carts
  # and their lines
  legacy_cart:
    columns: {id: int}

  visit:
    columns: {id:   int}
"""
    after = """\
# Everything we sell
schemac: 1

tables:
  # people
  customer:   # who buys
    columns: {id: int}

  order:
    columns: {id: int}

  # to be dropped

  visit:
    columns: {id:   int}

views:
  v: {sql: select 1}
"""
    base = {"tables": {"legacy_cart": Block(columns=Block(id="int"))}}
    new = {"tables": {"order": Block(columns={"id": "int"})}, "views": Block(v={"sql": "select 1"})}

    assert after == merged(before, base, new)


def test_a_section_goes_with_its_last_object() -> None:
    """No empty heading is left behind."""
    assert "schemac: 1\n" == merged("schemac: 1\n\n# views\nviews:\n  v: {sql: select 1}\n", {"views": {"v": {}}}, {"views": {}})


def test_labels_keep_their_comments() -> None:
    """Of a list of plain values the items that stay keep their lines."""
    before = "enums:\n  mood:\n    - good # hello\n    # not nice\n    - bad\n    - ugly\n"
    after = "enums:\n  mood:\n    - good # hello\n    - fair\n    - ugly\n"

    assert after == merged(before, {"enums": {"mood": ["good", "bad", "ugly"]}}, {"enums": {"mood": ["good", "fair", "ugly"]}})


def test_columns_move_with_their_comments_where_their_order_counts() -> None:
    """Where an engine places columns, the text follows; where it does not, the author's order stays."""
    before = HEAD + "      # a\n      a: int\n      b: int # b\n"
    base, new = columns(a="int", b="int"), columns(b="int", a="int")

    assert before == merged(before, base, new)
    assert HEAD + "      b: int # b\n      # a\n      a: int\n" == merged(before, base, new, moving=True)


def test_what_only_a_definition_says_stays() -> None:
    """Where the text itself is the base, words that no database knows are kept, and those of other engines."""
    before = (
        "tables:\n  t:\n    renamed_from: u\n    columns: {a: int, b: int}\n    dialects: {sqlite: {strict: true}, mariadb: {engine: X}}\n"
    )
    base = {
        "renamed_from": "u",
        "columns": {"a": "int", "b": "int"},
        "dialects": {"sqlite": {"strict": True}, "mariadb": {"engine": "X"}},
    }
    after = "tables:\n  t:\n    renamed_from: u\n    columns: {a: int}\n    dialects: {mariadb: {engine: X}}\n"

    found = merged(
        before, {"tables": {"t": base}}, {"tables": {"t": {"columns": {"a": "int"}, "dialects": {}}}}, keeping=frozenset({"sqlite"})
    )

    assert after == found
