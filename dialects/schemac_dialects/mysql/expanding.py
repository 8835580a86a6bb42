"""Queries as the server understands them, told by the optimizer's trace of an EXPLAIN, which runs and makes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from schemac.errors import DatabaseError
from schemac.session import Session
from schemac_dialects.mysql.canonical import Node, read
from schemac_dialects.mysql.reading import text

_ON = "SET SESSION optimizer_trace = 'enabled=on', SESSION optimizer_trace_max_mem_size = 16777216"
_OFF = "SET SESSION optimizer_trace = 'enabled=off'"
_MARK = re.compile(r"/\* select#\d+ \*/")
_TRACE = "SELECT trace, missing_bytes_beyond_max_mem_size, insufficient_privileges FROM information_schema.optimizer_trace"


def same_to_server(session: Session, desired: str, live: str) -> bool:
    """Tell whether the server understands both queries alike; false where it cannot tell, or does not say all that counts."""
    one, other = read(desired), read(live)
    if one is None or other is None or _unsaid(one) != _unsaid(other) or _beyond(one) or _beyond(other):
        return False
    try:
        session.execute("START TRANSACTION READ ONLY")
        try:
            session.execute(_ON)
            wanted = expanded(session, desired)
            return bool(wanted) and wanted == expanded(session, live)
        finally:
            session.execute(_OFF)
            session.execute("ROLLBACK")
    except DatabaseError:
        return False


def expanded(session: Session, sql: str) -> list[str]:
    """Return the queries of a query, those left out that stand whole in another, as the server has them before it optimizes anything.

    Raises DatabaseError where it refuses the query.
    """
    session.execute(f"EXPLAIN {sql}")
    rows = session.query(_TRACE)
    if not rows or rows[0][1] or rows[0][2]:
        return []
    found = list(_prepared(json.loads(text(rows[0][0]))))
    inside = {mark for part in found for mark in _MARK.findall(part)[1:]}
    return [part for part in found if not inside.intersection(_MARK.findall(part)[:1])]


def _prepared(node: Any) -> Iterator[str]:
    """Go through the texts that a trace gives of what it prepares, inner queries first."""
    for step in node.get("steps", ()):
        if "expanded_query" in step:
            yield step["expanded_query"]
        elif "join_preparation" in step:
            yield from _prepared(step["join_preparation"])


def _unsaid(tree: Node) -> list[tuple[str, ...]]:
    """Return what a trace leaves out: how queries are joined into one, and the character sets of texts."""
    from sqlglot import exp  # noqa: PLC0415 - loaded by whoever read the text

    found = [(node.key, str(bool(node.args.get("distinct")))) for node in tree.find_all(exp.SetOperation)]
    return found + sorted((node.key, node.name.lower(), str(node.expression)) for node in tree.find_all(exp.Introducer))


def _beyond(tree: Node) -> bool:
    """Tell whether a query reads another database, or all columns of what may yet get more of them."""
    from sqlglot import exp  # noqa: PLC0415 - loaded by whoever read the text

    stars = (star for star in tree.find_all(exp.Star) if isinstance(star.parent, exp.Select | exp.Column))
    return any(table.db for table in tree.find_all(exp.Table)) or any(star.find_ancestor(exp.Exists) is None for star in stars)
