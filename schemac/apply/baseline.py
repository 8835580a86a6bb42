"""The state that was applied last, kept in the database an object a row, so that only what has changed is written again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec

from schemac.dialect.own_tables import OwnTable
from schemac.model.schema import AnyObject, Schema
from schemac.session import Session

_ROWS = 200


def applied(session: Session, table: OwnTable) -> Schema | None:
    """Return the state that was applied last; None where none is kept or it may not be read."""
    if not session.query(table.exists):
        return None
    rows = session.query(f"SELECT value FROM {table.name}")
    return Schema.of(sorted((msgspec.json.decode(str(value), type=AnyObject) for (value,) in rows), key=lambda item: item.ref))


def keep_applied(session: Session, table: OwnTable, schema: Schema, literal: Callable[[str], str]) -> None:
    """Keep a state as the one that was applied last; the table is made where it is not there."""
    for statement in table.create:
        session.execute(statement)
    known = {str(key): str(found) for key, found in session.query(f"SELECT object, hash FROM {table.name}")}
    encoder = msgspec.json.Encoder(order="sorted")
    values = {_hash("\0".join(item.ref).encode()): encoder.encode(item) for item in schema}
    changed = {key: value for key, value in values.items() if known.get(key) != _hash(value)}
    gone = sorted({*(key for key in known if key not in values), *(key for key in changed if key in known)})
    for start in range(0, len(gone), _ROWS):
        listed = ", ".join(literal(key) for key in gone[start : start + _ROWS])
        session.execute(f"DELETE FROM {table.name} WHERE object IN ({listed})")
    rows = [f"({literal(key)}, {literal(_hash(value))}, {literal(value.decode())})" for key, value in sorted(changed.items())]
    for start in range(0, len(rows), _ROWS):
        session.execute(f"INSERT INTO {table.name} (object, hash, value) VALUES {', '.join(rows[start : start + _ROWS])}")


def _hash(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()
