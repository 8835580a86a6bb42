"""A tree as text: what is short on one line, what is long or commented as a block."""

from __future__ import annotations

import re

from schemac.source.format_style import NAMED, PARTS
from schemac.source.format_tree import Entry, Node, Tree
from schemac.source.prune import PROGRAMS
from schemac.source.scalars import resolve
from schemac.source.write_scalar import in_block, in_flow, quoted
from schemac.source.write_yaml import WIDTH

_PLAIN = re.compile(r"[\w(/.$<=+^~;](?:[\w().'/*+$<>=|^;~&!%@\[\]{}-]|\"|:(?=[\w/])|,(?=[\w ])| (?=[\w(/'$<>=+*|^~&!%@{\[-]))*")
_FLOW = re.compile(r"[\w(/.$<=+^~;](?:[\w().'/*+$<>=|^;~&!%@-]|:(?=/)| (?=[\w(/'$<>=+*|^~&!%@-]))*")
_SECTIONS = frozenset({*NAMED, *PARTS, "operations"})
_APART = frozenset({"tables", "views", *PROGRAMS})


def write_tree(tree: Tree) -> str:
    """Return a tree as the text of a file."""
    lines = _trimmed(tree.header)
    if tree.header and tree.header[-1] == "":
        lines.append("")
    previous: Entry | None = None
    for entry in tree.root.entries:
        written = _entry(entry, 0, ("",))
        key = entry.key.text if entry.key is not None else ""
        apart = key in _APART or (previous is not None and previous.key is not None and previous.key.text in _APART)
        lines += _separated(written, entry, first=previous is None, apart=apart)
        previous = entry
    lines += tree.root.tail
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _separated(written: list[str], entry: Entry, *, first: bool, apart: bool) -> list[str]:
    """Return the lines of an entry, with one blank line before them where there was one or has to be one."""
    blank = not first and (apart or bool(entry.above and entry.above[0] == ""))
    return ["", *written] if blank else written


def _trimmed(comments: list[str]) -> list[str]:
    """Return comments without the blank lines around them."""
    found = list(comments)
    while found and not found[0]:
        found.pop(0)
    while found and not found[-1]:
        found.pop()
    return found


def _entry(entry: Entry, indent: int, path: tuple[str, ...]) -> list[str]:
    """Return the lines of an entry: the comments above it, its key or dash, its value."""
    pad = " " * indent
    above = _trimmed(entry.above)
    beside = list(entry.beside)
    if not entry.value.entries:
        above += entry.value.tail
    start = pad + ("-" if entry.key is None else f"{_key(entry.key)}:")
    inner = (*path, entry.key.text if entry.key is not None else "-")
    spread = bool(beside) and not entry.value.flow
    written = _value(start, entry.value, indent, inner, spread=spread)
    if beside and entry.value.form == "block":
        above += beside
    elif beside:
        above += beside[:-1]
        written[0] += f" {beside[-1]}"
    return [pad + comment if comment else "" for comment in above] + written


def _key(node: Node) -> str:
    text = node.text if node.form == "alias" else _scalar(node, flow=False)
    return f"{node.properties} {text}" if node.properties else text


def _value(start: str, node: Node, indent: int, path: tuple[str, ...], *, spread: bool) -> list[str]:
    """Return the lines of a value behind its key or dash."""
    begin = f"{start} {node.properties}" if node.properties else start
    if node.form == "block":
        return _block_scalar(begin, node, indent)
    if not node.entries:  # a scalar, or an empty collection
        return [f"{begin} {_short(node, flow=False) or ''}".rstrip()]
    short = None if spread or _stands_as_block(node, path) else _short(node, flow=True)
    if short is not None and len(begin) + 1 + len(short) <= WIDTH:
        return [f"{begin} {short}"]
    lines = _children(node, indent + 2, path)
    first = node.entries[0]
    if start.endswith("-") and node.form == "mapping" and not spread and not node.properties and not first.above:
        return [f"{start} {lines[0][indent + 2 :]}", *lines[1:]]
    return [begin, *lines]


def _children(node: Node, indent: int, path: tuple[str, ...]) -> list[str]:
    """Return the lines of a collection's entries."""
    lines: list[str] = []
    long_before = False
    for at, entry in enumerate(node.entries):
        written = _entry(entry, indent, path)
        long = len(written) > 1
        apart = len(path) == 2 and path[-1] in _APART and (long or long_before)
        lines += _separated(written, entry, first=at == 0, apart=apart)
        long_before = long
    return lines + [" " * indent + comment if comment else "" for comment in node.tail]


def _stands_as_block(node: Node, path: tuple[str, ...]) -> bool:
    """Tell whether a collection never stands on one line: sections, tables, what holds comments, what a person spread at the top."""
    if _has_comments(node):
        return True
    if len(path) == 2:
        return path[-1] == "tables" or (node.form == "mapping" and (path[-1] in _SECTIONS or not node.flow))
    in_table = len(path) >= 3 and path[1] == "tables"
    if in_table and len(path) == 3:
        return node.entry("columns") is not None
    return in_table and len(path) == 4 and path[-1] in PARTS


def _has_comments(node: Node) -> bool:
    if node.tail or node.form == "block":
        return True
    return any(entry.beside or any(entry.above) or _has_comments(entry.value) for entry in node.entries)


def _short(node: Node, *, flow: bool) -> str | None:
    """Return a value as it stands on one line."""
    if node.form == "block":
        return None
    if node.form == "alias":
        return node.text
    if node.form in {"plain", "quoted"}:
        return _scalar(node, flow=flow)
    if node.form == "list":
        items = [_with_properties(entry.value) for entry in node.entries]
        return f"[{', '.join(items)}]"
    entries = []
    for entry in node.entries:
        key = "" if entry.key is None else f"{entry.key.text} " if entry.key.form == "alias" else _scalar(entry.key, flow=True)
        entries.append(f"{key}: {_with_properties(entry.value)}")
    return f"{{{', '.join(entries)}}}"


def _with_properties(node: Node) -> str:
    text = _short(node, flow=True) or ""
    return f"{node.properties} {text}".strip() if node.properties else text


def _scalar(node: Node, *, flow: bool) -> str:
    """Return a scalar on one line: plain where it was and may be, in quotes only where it must be."""
    text = node.text
    if node.form == "plain":
        if not isinstance(resolve(text), str):
            return text or ("null" if flow else "")
        return text if (_FLOW if flow else _PLAIN).fullmatch(text) else quoted(text)
    if node.properties:
        return quoted(text)
    return in_flow(text) if flow else in_block(text)


def _block_scalar(start: str, node: Node, indent: int) -> list[str]:
    """Return a literal or folded scalar with its lines as they were, moved to the new indentation."""
    header, *body = node.text.split("\n")
    while body and not body[-1].strip():
        body.pop()
    explicit = re.search(r"[1-9]", header.partition("#")[0])
    if explicit:
        depth, new = node.column + int(explicit[0]), indent + int(explicit[0])
    else:
        depth, new = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip(" ")), default=0), indent + 2
    pad = " " * new
    return [f"{start} {header.rstrip()}", *(pad + line[depth:] if line.strip(" ") or len(line) > depth else "" for line in body)]
