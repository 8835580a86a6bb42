"""What only some versions of the server have, for tests that run on all of them."""

from __future__ import annotations

import re
from contextlib import closing
from functools import cache
from pathlib import Path

import psycopg
import pytest

from tests.servers import postgresql

_SINCE = re.compile(r"/\*(\d+)\*/(.*?)(?:/\*else\*/(.*?))?/\*end\*/", re.DOTALL)


@cache
def major() -> int:
    """Return the major version of the server that this run tests on. Raises ServerMissingError."""
    with closing(psycopg.connect(postgresql.server_url())) as connection:
        return connection.info.server_version // 10000


def since(version: int) -> None:
    """Skip a test of what only servers of some version and later have."""
    if major() < version:
        pytest.skip(f"PostgreSQL {major()} has none of this, which came with {version}")


def script(name: str) -> str:
    """Return a script of this folder; what stands between `/*15*/` and `/*else*/` or `/*end*/` is for servers from 15 on."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return _SINCE.sub(lambda match: match[2] if major() >= int(match[1]) else match[3] or "", text)
