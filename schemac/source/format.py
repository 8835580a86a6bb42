"""Brings the text of a definition into house style."""

from __future__ import annotations

import re
from typing import Any

from schemac.errors import Problem, SchemaError
from schemac.source.format_lines import write_tree
from schemac.source.format_style import NAMED, PARTS, in_house_style
from schemac.source.format_tree import Entry, Node, Tree, read_tree
from schemac.source.yaml_reader import read_yaml


def format_text(text: str, name: str = "<text>") -> str:
    """Return the text in house style, with every comment and exactly the same meaning; formatting twice changes nothing more.

    Raises SchemaError where the text cannot be read, and SC190 where this function itself would have changed the meaning.
    """
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    before = read_yaml(name, text).data
    tree = read_tree(text)
    if tree is None:
        return text
    comments = _comments(tree)
    in_house_style(tree)
    formatted = write_tree(tree)
    after = read_tree(formatted)
    if after is None or sorted(comments) != sorted(_comments(after)) or _meaning(before) != _meaning(read_yaml(name, formatted).data):
        raise SchemaError(Problem("SC190", f"{name} cannot be formatted without changing what it says; it is left as it is"))
    return formatted


def _comments(tree: Tree) -> list[str]:
    """Return all comments of a tree."""
    found = [*tree.header, *_of_node(tree.root)]
    return [comment for comment in found if comment]


def _of_node(node: Node) -> list[str]:
    inner = [comment for entry in node.entries for comment in _of_entry(entry)]
    return inner + node.tail


def _of_entry(entry: Entry) -> list[str]:
    return [*entry.above, *entry.beside, *_of_node(entry.value)]


def _meaning(data: dict[str, Any]) -> dict[str, Any]:
    """Return a document's values in one spelling: collections keyed by name, columns as mappings."""
    found = dict(data)
    for section in NAMED:
        if section in found:
            found[section] = _by_name(found[section])
    tables: Any = found.get("tables")
    for key, table in _pairs(tables):
        if isinstance(table, dict):
            changed = table | {word: _by_name(table[word]) for word in PARTS if word in table}
            columns: Any = changed.get("columns")
            for column, value in _pairs(columns):
                columns[column] = {"type": value} if isinstance(value, str) else value
            tables[key] = changed
    return found


def _pairs(items: Any) -> list[tuple[Any, Any]]:
    if isinstance(items, dict):
        return list(items.items())
    return list(enumerate(items)) if isinstance(items, list) else []


def _by_name(items: Any) -> Any:
    """Return a new collection, keyed by name where every item has one of its own."""
    if isinstance(items, dict):
        return dict(items)
    if not isinstance(items, list):
        return items
    names = [item.get("name") if isinstance(item, dict) and len(item) > 1 else None for item in items]
    if not all(isinstance(name, str) and name for name in names) or len(set(names)) < len(names):
        return list(items)
    return {item["name"]: {key: value for key, value in item.items() if key != "name"} for item in items}
