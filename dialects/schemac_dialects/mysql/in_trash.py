"""What is in the trash of a live MySQL or MariaDB database."""

from __future__ import annotations

from collections.abc import Mapping

from schemac.model.plan import Size
from schemac.model.trash import InTrash
from schemac.session import Session
from schemac_dialects.mysql.quoting import quote

_TABLES = """
SELECT table_name, data_length, table_rows FROM information_schema.tables
WHERE table_schema = DATABASE() AND LEFT(table_name, 15) = '_schemac_trash_' ORDER BY table_name
"""


def in_trash(session: Session) -> Mapping[str, Size]:
    """Return how large each table in the trash is, as InnoDB reckons."""
    rows = session.query(_TABLES)
    return {
        str(name): Size(bytes=size if size is None else int(size), rows=count if count is None else int(count))
        for name, size, count in rows
    }


def emptying(session: Session, thing: InTrash) -> tuple[str, ...]:  # noqa: ARG001 - the shape of every trash
    """Return what drops something in the trash for good."""
    return (f"DROP TABLE {quote(thing.name)}",)
