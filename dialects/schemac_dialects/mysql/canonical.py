"""Expressions in a form that two spellings of one meaning share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Node = Any
"""A node of sqlglot's tree; the library is imported only where a text is read."""

_STATEMENTS = frozenset({"command", "set", "insert", "update", "delete", "merge", "call", "block"})
_UNSAID = frozenset({"comments", "quoted", "type", "copy", "big_int", "safe"})


@lru_cache(maxsize=65536)
def canonical(sql: str) -> str | None:
    """Return the canonical form of an expression or a query; None where it cannot be read.

    Conservative: keywords, quotes, blanks, parentheses that change nothing, the names of one function and the session's own character set
    are brought to one form; nothing is commuted or computed.
    """
    tree = read(sql)
    if tree is None:
        return None
    if tree.key == "paren" and bare(tree).key == "literal":
        return f"(computed {form(tree)})"  # MySQL tells a default of one value from an expression that is one value
    return form(tree)


def read(sql: str) -> Node | None:
    """Return the tree of an expression or a query; None where it cannot be read, and for statements, whose text the servers keep."""
    import sqlglot  # noqa: PLC0415 - a quarter of a second of import that an equal text never needs
    from sqlglot import errors  # noqa: PLC0415

    try:
        tree: Node = sqlglot.parse_one(sql, read="mysql")
    except errors.SqlglotError:
        return None
    return None if tree.key in _STATEMENTS else tree


def form(node: object) -> str:
    """Return a tree as text, without what has no meaning."""
    key = getattr(node, "key", None)
    if key is None:
        return "[" + " ".join(form(item) for item in node) + "]" if isinstance(node, list) else repr(node)
    special = _FORMS.get(key)
    said = special(node) if special else None
    if said is not None:
        return said
    parts = [f"{name}={form(value)}" for name, value in sorted(_arguments(node))]
    return f"({key} {' '.join(parts)})"


def _arguments(node: Node) -> Iterator[tuple[str, object]]:
    """Go through what a node holds, without what is empty or says nothing."""
    for name, value in node.args.items():
        if name not in _UNSAID and value is not None and value is not False and value != []:
            yield name, value


def bare(node: Node) -> Node:
    """Return a node without parentheses around it and without the character set of every session."""
    while node.key == "paren" or (node.key == "introducer" and node.name.lower() == "_utf8mb4"):
        node = node.expression if node.key == "introducer" else node.this
    return node


def _connected(node: Node) -> str:
    """Return a chain of ANDs or ORs as one list, however it was bracketed."""
    return f"({node.key} {' '.join(form(part) for part in _operands(node, node.key))})"


def _operands(node: Node, key: str) -> Iterator[Node]:
    node = bare(node)
    if node.key != key:
        yield node
        return
    yield from _operands(node.this, key)
    yield from _operands(node.expression, key)


def _in(node: Node) -> str | None:
    """Return membership in a list of one as equality, as MariaDB prints it."""
    values = node.args.get("expressions") or []
    if len(values) != 1 or node.args.get("query") or bare(values[0]).key not in {"literal", "introducer"}:
        return None
    return f"(eq expression={form(values[0])} this={form(node.this)})"


def _not(node: Node) -> str | None:
    """Return the negation of a bare column as its comparison with zero, as MariaDB prints it."""
    inner = bare(node.this)
    return f"(eq expression=0 this={form(inner)})" if inner.key == "column" else None


def _identifier(node: Node) -> str:
    return str(node.this).lower()


def _column(node: Node) -> str:
    """Return a column's name; names of columns have no case."""
    parts = [node.args.get(part) for part in ("db", "table", "this")]
    return ".".join(form(part) for part in parts if part is not None)


def _literal(node: Node) -> str:
    return repr(str(node.this)) if node.args.get("is_string") else str(node.this)


def _parenthesised(node: Node) -> str:
    return form(bare(node.this))


def _introducer(node: Node) -> str | None:
    return form(node.expression) if node.name.lower() == "_utf8mb4" else None


def _anonymous(node: Node) -> str:
    return f"(call {str(node.this).lower()} {form(node.expressions)})"


def _select(node: Node) -> str:
    """Return a query with the name of each output, and without the table's name before columns where there is but one table."""
    from sqlglot import exp  # noqa: PLC0415 - loaded by whoever read the text

    alone = _only_table(node)
    tree = node.copy()
    if alone:
        for column in tree.find_all(exp.Column):
            if column.table == alone:
                column.set("table", None)
    outputs = " ".join(f"{item.alias_or_name!r}:{form(item.unalias())}" for item in tree.expressions)
    start = tree.args.get("from_") or tree.args.get("from")
    sources = ([*_sources(start.this)] if start is not None else []) + [_join(join) for join in tree.args.get("joins") or []]
    said = {"expressions", "from", "from_", "joins"}
    rest = " ".join(f"{name}={form(value)}" for name, value in sorted(_arguments(tree)) if name not in said)
    return f"(select {outputs} from {' '.join(sources)} {rest})"


def _sources(node: Node) -> Iterator[str]:
    """Go through what a query reads, in order, whatever parentheses a server puts around each join."""
    inner = node.this if node.key in {"paren", "subquery"} and node.this.key in {"table", "paren", "subquery"} else None
    if inner is not None and not node.args.get("alias"):
        yield from _sources(inner)
    else:
        alone = node.copy()
        alone.set("joins", None)
        yield form(alone)
    for join in node.args.get("joins") or []:
        yield _join(join)


def _join(node: Node) -> str:
    """Return one join; INNER, CROSS and OUTER say nothing that the side and the condition do not say."""
    parts = [f"{name}={form(value)}" for name, value in sorted(_arguments(node)) if name not in {"this", "kind"}]
    return f"(join {' '.join(parts)} {' '.join(_sources(node.this))})"


def _only_table(select: Node) -> str:
    """Return the name under which a query knows its only table; empty where there are more, or queries inside."""
    from sqlglot import exp  # noqa: PLC0415 - loaded by whoever read the text

    tables = list(select.find_all(exp.Table))
    return str(tables[0].alias_or_name) if len(tables) == 1 and len(list(select.find_all(exp.Select))) == 1 else ""


def _count(node: Node) -> str | None:
    """Return the count of rows in the one way in which the servers print it."""
    return "(count this=0)" if node.this is not None and node.this.key == "star" and not node.expressions else None


def _boolean(node: Node) -> str:
    return "1" if node.this else "0"


_FORMS = {
    "and": _connected,
    "or": _connected,
    "paren": _parenthesised,
    "introducer": _introducer,
    "in": _in,
    "not": _not,
    "identifier": _identifier,
    "column": _column,
    "literal": _literal,
    "boolean": _boolean,
    "count": _count,
    "anonymous": _anonymous,
    "select": _select,
}
