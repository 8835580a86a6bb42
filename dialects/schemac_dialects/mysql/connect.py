"""A connection through PyMySQL, and the driver's errors in this project's words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from schemac.errors import DatabaseError, Problem, SchemacError, UsageError
from schemac.session import DatabaseURL, Session

_MODE = (
    "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'"
    " /*M!100300 , system_versioning_alter_history = KEEP */"
)
_CODES = {
    1044: "SC404",
    1045: "SC402",
    1049: "SC403",
    1142: "SC404",
    1143: "SC404",
    1227: "SC404",
    1370: "SC404",
    1698: "SC402",
    2003: "SC401",
    2002: "SC401",
    2005: "SC401",
    2006: "SC405",
    2013: "SC405",
    2055: "SC405",
    2059: "SC402",
    1040: "SC401",
    1205: "SC424",
    1213: "SC424",
    1129: "SC401",
    1130: "SC402",
    1053: "SC405",
    1927: "SC405",
    4031: "SC405",
    3118: "SC402",
    1674: "SC441",
    1845: "SC440",
    1846: "SC440",
    4092: "SC440",
    1118: "SC442",
}
_HINTS = {
    "SC401": "check host and port, and that the server runs",
    "SC402": "check user and password of the URL",
    "SC403": "create the database first, or check its name in the URL",
    "SC404": "connect as a user who has that privilege, or have it granted",
    "SC424": "let the others finish, then try again",
    "SC441": "add the column without its default, which is another for each row, fill it by a statement of your own, and give it the "
    "default in the next plan; a new table takes it at once",
    "SC440": "nothing of the statement was done; rebuild the table in a quiet hour (OPTIMIZE TABLE) and apply again, or apply with "
    "`--online never`, for which writers wait",
    "SC442": "take or shorten columns; where the table has few, they were added and dropped at once so often that their room is used up: "
    "OPTIMIZE TABLE gives it back, then apply again",
    "SC405": "nothing that was not committed is kept; connect again",
}
_SSL_FILES = {
    "ssl_ca": "ssl_ca",
    "ssl-ca": "ssl_ca",
    "ssl_cert": "ssl_cert",
    "ssl-cert": "ssl_cert",
    "ssl_key": "ssl_key",
    "ssl-key": "ssl_key",
}
_MULTI_STATEMENTS = 1 << 16
"""The protocol's word for several statements in one message, so that all tables are shown at once."""
_TRUE = frozenset({"1", "true", "yes", "on"})
_VERIFYING = frozenset({"verify_ca", "verify_identity", "verify-ca", "verify-full"})


def connect(url: DatabaseURL) -> Session:
    """Return a session with the server that a URL names, outside any transaction.

    The URL's query may hold `unix_socket`, `ssl_ca`, `ssl_cert`, `ssl_key`, `ssl_mode` and `connect_timeout`.
    Raises DatabaseError (SC401 to SC409), SchemacError (SC400) where the driver is not installed, UsageError (SC001) for an unknown option.
    """
    try:
        import pymysql  # noqa: PLC0415 - the driver is an extra
    except ImportError as error:
        message = "the driver for MySQL and MariaDB is not installed"
        raise SchemacError(Problem("SC400", message, hint="pip install 'schemac[mysql]'")) from error
    settings = _settings(url)
    path = settings.get("unix_socket")
    if path and not Path(path).is_socket():
        raise DatabaseError(Problem("SC401", f"there is no socket at {path}", hint=_HINTS["SC401"]))
    errors = (pymysql.err.Error, OSError)
    try:
        connection = pymysql.connect(**settings)
    except errors as error:
        raise DatabaseError(explain(error, url)) from error
    session = Session(connection, url, errors, lambda error: explain(error, url), begin_sql="START TRANSACTION")
    session.execute(_MODE)
    return session


def _settings(url: DatabaseURL) -> dict[str, Any]:
    """Return the driver's settings for a URL."""
    settings: dict[str, Any] = {
        "host": url.host or "127.0.0.1",
        "port": url.port or 3306,
        "user": url.username or "root",
        "password": url.password,
        "database": url.database or None,
        "charset": "utf8mb4",
        "autocommit": True,
        "connect_timeout": 10,
        "client_flag": _MULTI_STATEMENTS,
    }
    for word, value in url.options:
        name = word.lower()
        if name in {"unix_socket", "socket"}:
            settings["unix_socket"] = value
        elif name in _SSL_FILES:
            settings[_SSL_FILES[name]] = value
        elif name in {"ssl_mode", "ssl-mode", "sslmode"}:
            settings |= _ssl(value.lower())
        elif name == "connect_timeout" and value.isdigit():
            settings["connect_timeout"] = int(value)
        elif name != "charset":
            hint = "unix_socket, ssl_ca, ssl_cert, ssl_key, ssl_mode and connect_timeout are known"
            raise UsageError(Problem("SC001", f"the database URL has an unknown option {word!r}", hint=hint))
    return settings


def _ssl(mode: str) -> dict[str, Any]:
    """Return the driver's settings for a mode of encryption."""
    if mode in {"disabled", "disable"}:
        return {"ssl_disabled": True}
    if mode in _VERIFYING:
        return {"ssl_verify_cert": True, "ssl_verify_identity": mode in {"verify_identity", "verify-full"}}
    return {"ssl": {"check_hostname": False}} if mode in {"required", "require"} | _TRUE else {}


def explain(error: Exception, url: DatabaseURL) -> Problem:
    """Return one of the driver's errors as a problem that holds no secret."""
    number, message = _parts(error)
    code = _CODES.get(number, "SC401" if isinstance(error, OSError) else "SC409")
    if url.password:
        message = message.replace(url.password, "***")
    return Problem(code, f"{_said(code, url)}{message}", hint=_HINTS.get(code, ""))


def _parts(error: Exception) -> tuple[int, str]:
    """Return the server's number and its message, without the name under which it makes a table anew: that is another each time."""
    if len(error.args) >= 2 and isinstance(error.args[0], int):
        said = re.sub(r"(?:`[^`]+`\.)?`#sql-[\w-]+`, ", "", str(error.args[1]))
        return error.args[0], re.sub(r"\s+", " ", said).strip()
    if error.args and isinstance(error.args[0], int):
        return error.args[0], "the connection is gone"
    return 2006 if type(error).__name__ == "InterfaceError" else 0, str(error) or "the connection is gone"


def _said(code: str, url: DatabaseURL) -> str:
    """Return what comes before the server's own message."""
    where = f"{url.host or '127.0.0.1'}:{url.port or 3306}"
    return {
        "SC441": "the server's binary log takes no such column on a table that stands: ",
        "SC440": "the server cannot change this table as the statement demands: ",
        "SC401": f"no server answers at {where}: ",
        "SC402": f"{where} refuses {url.username or 'root'}: ",
        "SC405": f"the connection to {where} was lost: ",
    }.get(code, "")
