"""PostgreSQL 13 to 18: what needs a server."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from schemac.dialect import Capabilities, Engine, LiveTrash
from schemac.dialect.own_tables import own_tables
from schemac.dialect.scratch import scratch_database
from schemac.errors import DatabaseError
from schemac.model.rights import OWNER
from schemac.session import Session
from schemac_dialects.postgresql.ask import ask
from schemac_dialects.postgresql.capabilities import capabilities
from schemac_dialects.postgresql.connect import connect
from schemac_dialects.postgresql.embedded import embedded
from schemac_dialects.postgresql.in_trash import emptying, in_trash, used
from schemac_dialects.postgresql.inspect import inspect
from schemac_dialects.postgresql.lock import lock
from schemac_dialects.postgresql.sizes import sizes
from schemac_dialects.postgresql.values import ROWS


def live_capabilities(session: Session) -> Capabilities:
    """Return the abilities of the server at hand."""
    number = int(session.query("SELECT current_setting('server_version_num')")[0][0])
    made = capabilities((number // 10000, number % 10000))
    return replace(made, defaults=((OWNER, str(session.query("SELECT current_user::text")[0][0])),))


_EXISTS = (
    "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'schemac' AND c.relname = '{}' "
    "AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')"
)
_TYPES = {"key": "text", "word": "text", "text": "text", "number": "bigint", "count": "integer"}
OWN = own_tables("schemac.{}", _EXISTS, _TYPES, before=("CREATE SCHEMA IF NOT EXISTS schemac",))


def lock_wait(session: Session, seconds: float | None) -> None:
    """Set for how long statements wait for locks; how long they then run is not bounded, whatever the role's own setting says."""
    session.execute(f"SET lock_timeout = {int((seconds or 0) * 1000)}; SET statement_timeout = 0")


def read_for(session: Session, sql: str, seconds: float) -> list[tuple[Any, ...]]:
    """Return the rows of a query that may read for so many seconds."""
    with session.undone():
        session.execute(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
        return session.query(sql)


def outside(error: DatabaseError) -> bool:
    """Tell whether an error says that a statement cannot run inside a transaction, as CREATE INDEX CONCURRENTLY cannot."""
    return getattr(error.__cause__, "sqlstate", "") == "25001"


ENGINE = Engine(
    connect=connect,
    capabilities=live_capabilities,
    inspect=inspect,
    ask=ask,
    lock=lock,
    atomic=Session.transaction,
    own=OWN,
    rows=ROWS,
    lock_wait=lock_wait,
    read_for=read_for,
    sizes=sizes,
    driver="psycopg",
    trash=LiveTrash(in_trash, emptying, used),
    embedded=embedded,
    scratch=scratch_database(
        connect, "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'", "DROP DATABASE IF EXISTS {name} WITH (FORCE)"
    ),
    outside=outside,
)
