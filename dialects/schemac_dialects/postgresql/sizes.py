"""How large tables are: bytes as the files have them, rows as the planner reckons, from its last count and today's bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from schemac.model.names import Name
from schemac.model.plan import Size
from schemac.session import Session

_DEFAULT = "public"


@cache
def _query() -> str:
    return (Path(__file__).parent / "catalog" / "sizes.sql").read_text(encoding="utf-8")


def sizes(session: Session, tables: Collection[Name]) -> Mapping[Name, Size]:
    """Return the sizes of those of the tables that are there; a partitioned table is as large as its partitions together."""
    wanted = {(name.namespace or _DEFAULT, name.name): name for name in tables}
    namespaces, names = [namespace for namespace, _ in wanted], [name for _, name in wanted]
    rows = session.query(_query(), (namespaces, names))
    return {wanted[namespace, name]: Size(bytes=size, rows=count) for namespace, name, size, count in rows}
