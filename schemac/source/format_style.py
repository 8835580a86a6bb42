"""The house style of a definition's tree: collections keyed by name, keys in their usual order, one word where one word will do."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from schemac.source.format_tree import Entry, Node, Tree
from schemac.source.prune import PROGRAMS
from schemac.source.scalars import resolve

NAMED = ("namespaces", "extensions", "enums", "domains", "sequences", "tables", "views", *PROGRAMS)
PARTS = ("columns", "constraints", "indexes")

_TOP = ("schemac", "database", "include", "variables", "naming", "manage", *NAMED, "statements", "roles", "grants", "operations")
_OBJECT = ("name", "comment", "renamed_from", "managed")
_LAST = ("dialects",)
_TABLE = (*_OBJECT, "columns", "primary_key", "unique", "checks", "constraints", "indexes", "rows")
_COLUMN = (
    "name", "type", "nullable", "default", "identity", "generated", "collation", "primary_key", "unique", "references", "check", "comment",
    "renamed_from",
)  # fmt: skip
_CONSTRAINT = ("name", "primary_key", "unique", "check", "foreign_key", "references", "include", "comment", "renamed_from")
_INDEX = ("name", "columns", "unique", "where", "include", "method", "nulls_distinct", "comment", "renamed_from")


def in_house_style(tree: Tree) -> None:
    """Bring a tree into house style, in place.

    A file with aliases keeps its order and its lists: what an alias means depends on what stands before it.
    """
    if _has_aliases(tree.root):
        return
    _in_order(tree.root, _TOP)
    for section in NAMED:
        entry = tree.root.entry(section)
        if entry is not None:
            _keyed_by_name(entry)
            for item in entry.value.entries:
                _object(item.value, section)


def _has_aliases(node: Node) -> bool:
    return node.form == "alias" or any(
        _has_aliases(entry.value) or (entry.key is not None and entry.key.form == "alias") for entry in node.entries
    )


def _object(node: Node, section: str) -> None:
    """Bring one object into house style."""
    if node.form != "mapping":
        return
    _in_order(node, _TABLE if section == "tables" else _OBJECT)
    if section != "tables":
        return
    for word, order in zip(PARTS, (_COLUMN, _CONSTRAINT, _INDEX), strict=True):
        entry = node.entry(word)
        if entry is None:
            continue
        _keyed_by_name(entry)
        for item in entry.value.entries:
            if item.value.form == "mapping":
                _in_order(item.value, order)
                if word == "columns":
                    _one_word(item)


def _in_order(node: Node, words: Sequence[str]) -> None:
    """Put the known keys of a mapping in their order, native words last; a key that is not known stays behind the one before it."""
    ranks = {word: rank for rank, word in enumerate(words)}
    last = len(words) + 1
    keyed: list[tuple[int, Entry]] = []
    rank = -1
    for entry in node.entries:
        key = entry.key.text if entry.key is not None else ""
        rank = last if key in _LAST else ranks.get(key, rank if rank < last else len(words))
        keyed.append((rank, entry))
    node.entries = [entry for _, entry in sorted(keyed, key=itemgetter(0))]


def _keyed_by_name(entry: Entry) -> None:
    """Make a mapping of a list whose items all have a name of their own."""
    node = entry.value
    names = [_name(item) for item in node.entries]
    texts = [name.value.text for name in names if name is not None]
    if node.form != "list" or not names or len(set(texts)) < len(names) or not all(texts):
        return
    for item, name in zip(node.entries, names, strict=True):
        if name is None:
            return
        item.above += name.above
        item.beside += name.beside
        item.key = name.value
        item.value.entries.remove(name)
    node.form = "mapping"
    node.flow = False


def _name(item: Entry) -> Entry | None:
    """Return the entry that names an item of a list, where it has more to say and a name that may be a key."""
    if item.value.form != "mapping" or item.value.properties or len(item.value.entries) < 2:
        return None
    name = item.value.entry("name")
    if name is None or name.value.properties:
        return None
    is_text = name.value.form == "quoted" or (name.value.form == "plain" and isinstance(resolve(name.value.text), str))
    return name if is_text else None


def _one_word(item: Entry) -> None:
    """Make a column that says nothing but its type just that type."""
    node = item.value
    if item.key is None or len(node.entries) != 1 or node.properties or node.tail:
        return
    only = node.entries[0]
    if only.key is not None and only.key.text == "type" and not only.above and only.value.form in {"plain", "quoted"}:
        item.beside += only.beside
        item.value = only.value
