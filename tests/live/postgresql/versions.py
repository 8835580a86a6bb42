"""What only some versions of the server have, for tests that run on all of them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

_SINCE = re.compile(r"/\*(\d+)\*/(.*?)(?:/\*else\*/(.*?))?/\*end\*/", re.DOTALL)


def major(database: ScratchDatabase) -> int:
    """Return the major version of the server that a database is on."""
    return int(database.query("SHOW server_version_num")[0][0]) // 10000


def server_since(new_scratch: ScratchFactory, version: int) -> str:
    """Return which server to lend a database of: that of this run where it is of a version or later, else the newest."""
    if not version:
        return "postgresql"
    with new_scratch("postgresql") as database:
        return "postgresql" if major(database) >= version else "newest_postgresql"


def script(name: str, database: ScratchDatabase) -> str:
    """Return a script of this folder; what stands between `/*15*/` and `/*else*/` or `/*end*/` is for servers from 15 on."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    version = major(database)
    return _SINCE.sub(lambda match: match[2] if version >= int(match[1]) else match[3] or "", text)
