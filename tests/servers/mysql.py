"""MySQL proper: wherever SCHEMAC_TEST_MYSQL_URL says; `make soak` starts one with mysql_server.sh."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import mysql_protocol
from tests.servers.database import ScratchDatabase
from tests.servers.running import ServerMissingError

URL_VARIABLE = "SCHEMAC_TEST_MYSQL_URL"


def server_url() -> str:
    """Return the URL of a MySQL server on which databases may be created. Raises ServerMissingError."""
    url = os.environ.get(URL_VARIABLE)
    if not url:
        raise ServerMissingError(f"no MySQL: set {URL_VARIABLE}, or run `make soak`, which starts one")
    return url


def wanted() -> bool:
    """Tell whether this run has a MySQL to test on."""
    return bool(os.environ.get(URL_VARIABLE))


@contextmanager
def lend() -> Iterator[ScratchDatabase]:
    """Create an empty database, lend it, and drop it. Raises ServerMissingError."""
    with mysql_protocol.lend("mysql", server_url()) as database:
        yield database
