"""The way to a server: the only module that knows the driver."""

from __future__ import annotations

from typing import Any

from schemac.errors import DatabaseError, Problem, SchemacError
from schemac.session import DatabaseURL, Session

_TIMEOUT = "10"
_SETTINGS = (
    "SET search_path = public, pg_temp;"
    "SET standard_conforming_strings = on;"
    "SET DateStyle = 'ISO, YMD';"
    "SET IntervalStyle = 'postgres';"
    "SET TimeZone = 'UTC';"
    "SET extra_float_digits = 1;"
    "SET bytea_output = 'hex';"
    "SET quote_all_identifiers = off;"
    "SET client_min_messages = warning"
)
"""So that the server's printed text depends on the database alone: names of `public` come out bare, all others qualified."""

_AUTHENTICATION = ("28000", "28P01")
_NOT_LET_IN = ("authentication failed", "no password supplied", "no pg_hba.conf entry", "is not permitted to log in", 'fatal: role "')
_NO_DATABASE = "3D000"
_PRIVILEGE = "42501"
_BUSY = ("55P03", "40P01", "40001")
_GONE = ("08", "57P")
_LOST = ("server closed the connection", "connection is closed", "connection is lost", "terminating connection")

_LIBPQ = {"ssl_ca": "sslrootcert", "ssl_cert": "sslcert", "ssl_key": "sslkey", "ssl_mode": "sslmode"}
_MODES = {"verify_identity": "verify-full", "verify_ca": "verify-ca"}


def connect(url: DatabaseURL) -> Session:
    """Return a session at the URL's server and database. Raises DatabaseError (SC401 to SC409), and SchemacError without the driver."""
    try:
        import psycopg  # noqa: PLC0415 - a quarter of a second of import that only a live command pays
    except ImportError as error:
        hint = "pip install 'schemac[postgresql]'"
        raise SchemacError(Problem("SC400", "the driver for PostgreSQL is not installed", hint=hint)) from error

    def explain(error: Exception) -> Problem:
        return explained(error, url)

    options = {"connect_timeout": _TIMEOUT, "application_name": "schemac"} | dict(map(_named, url.options))
    given: dict[str, Any] = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, "dbname": url.database}
    arguments: dict[str, Any] = {key: value for key, value in (options | given).items() if value}
    try:
        session = Session(psycopg.connect(autocommit=True, **arguments), url, (psycopg.Error,), explain)
    except psycopg.Error as error:
        raise DatabaseError(explain(error)) from error
    session.execute(_SETTINGS)
    return session


def _named(option: tuple[str, str]) -> tuple[str, str]:
    """Return an option of a URL as libpq calls it: certificates may be named as other engines name them."""
    name, value = option
    return _LIBPQ.get(name, name), _MODES.get(value, value) if name == "ssl_mode" else value


def explained(error: Exception, url: DatabaseURL) -> Problem:
    """Return one of the driver's errors as a problem in which the password does not stand."""
    state = str(getattr(error, "sqlstate", None) or "")
    text = _message(error, url.password)
    where = f"{url.host or 'the local socket'}{f':{url.port}' if url.port else ''}"
    lowered = text.lower()
    if state in _AUTHENTICATION or (not state and any(sign in lowered for sign in _NOT_LET_IN)):
        message = f"{where} does not let {url.username or 'this user'} in: {text}"
        return Problem("SC402", message, hint="check user, password and pg_hba.conf")
    if state == _NO_DATABASE or (not state and 'database "' in lowered and "does not exist" in lowered):
        return Problem("SC403", f"there is no database {url.database!r} at {where}", hint="create it first, or correct the URL")
    if state == _PRIVILEGE or (not state and "permission denied for database" in lowered):
        hint = "grant the privilege, or connect as the owner"
        return Problem("SC404", f"{url.username or 'this user'} may not do that: {text}", hint=hint)
    if state in _BUSY:
        return Problem("SC424", f"a lock was not given: {text}", hint="let the others finish, then try again")
    if state.startswith(_GONE) or any(sign in lowered for sign in _LOST):
        hint = "look into the server's log; an open transaction was undone"
        return Problem("SC405", f"the connection to {where} was lost: {text}", hint=hint)
    if not state and type(error).__name__ in {"OperationalError", "ConnectionTimeout"}:
        return Problem("SC401", f"{where} cannot be reached: {text}", hint="check host and port, and that the server runs")
    return Problem("SC409", text, hint=_hint(error))


def _message(error: Exception, password: str) -> str:
    """Return the server's message on one line, without the password wherever it might stand."""
    primary = getattr(getattr(error, "diag", None), "message_primary", None) or str(error)
    detail = getattr(getattr(error, "diag", None), "message_detail", None)
    text = " ".join(f"{primary}{': ' + detail if detail else ''}".split())
    return text.replace(password, "***") if password else text


def _hint(error: Exception) -> str:
    """Return the server's own hint, if it gave one."""
    return str(getattr(getattr(error, "diag", None), "message_hint", None) or "")
