"""What is in the trash of a live SQLite database."""

from __future__ import annotations

from collections.abc import Mapping

from schemac.model.plan import Size
from schemac.model.trash import InTrash
from schemac.session import Session
from schemac_dialects.sqlite.quoting import quote

_NAMES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '!_schemac!_trash!_%' ESCAPE '!' ORDER BY name"


def in_trash(session: Session) -> Mapping[str, Size]:
    """Return how many rows each table in the trash has; SQLite does not say how large they are."""
    names = [str(name) for (name,) in session.query(_NAMES)]
    return {name: Size(rows=int(session.query(f"SELECT count(*) FROM {quote(name)}")[0][0])) for name in names}


def emptying(session: Session, thing: InTrash) -> tuple[str, ...]:  # noqa: ARG001 - the shape of every trash
    """Return what drops something in the trash for good."""
    return (f"DROP TABLE {quote(thing.name)}",)
