"""Where a database is, as the functions of the Python API take it: a plain dictionary, or a URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemac.errors import Problem, UsageError
from schemac.session import DatabaseURL, parse_url

_KEYS = frozenset(
    {
        "host",
        "port",
        "database",
        "username",
        "password",
        "driver",
        "connection_pool",
        "ssl_config",
        "read_replica",
        "connection_id",
        "url",
    }
)
_SSL = {"ca_path": "ssl_ca", "cert_path": "ssl_cert", "key_path": "ssl_key"}


def database_url(config: Mapping[str, Any]) -> DatabaseURL:
    """Return the database that a dictionary names: `driver` (postgresql, mysql, mariadb, sqlite), host, port, database and so on, or `url`.

    `ssl_config` with `enabled` asks for TLS with the server's certificate verified, by `ca_path` where it is given.
    Raises UsageError: SC640 for a key that means nothing, SC641 for one that is missing.
    """
    unknown = sorted(set(config) - _KEYS)
    if unknown:
        message = f"connection_config has unknown keys: {', '.join(unknown)}"
        raise UsageError(Problem("SC640", message, hint=f"known: {', '.join(sorted(_KEYS))}"))
    if config.get("url"):
        return parse_url(str(config["url"]))
    missing = [key for key in ("driver", "database") if not config.get(key)]
    if missing:
        hint = '{"driver": "postgresql", "host": "localhost", "database": "shop", "username": "shop", "password": "..."}'
        raise UsageError(Problem("SC641", f"connection_config lacks {' and '.join(missing)}", hint=hint))
    ssl = config.get("ssl_config") or {}
    options = tuple((name, str(ssl[key])) for key, name in _SSL.items() if ssl.get(key))
    if ssl.get("enabled"):
        options += (("ssl_mode", "verify_identity"),)
    return DatabaseURL(
        scheme=str(config["driver"]).lower(),
        username=str(config.get("username") or ""),
        password=str(config.get("password") or ""),
        host=str(config.get("host") or ""),
        port=int(config["port"]) if config.get("port") else None,
        database=str(config["database"]),
        options=options,
    )
