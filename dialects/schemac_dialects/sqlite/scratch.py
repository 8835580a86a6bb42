"""An empty database for a while."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemac.session import DatabaseURL


@contextmanager
def scratch(url: DatabaseURL) -> Iterator[DatabaseURL]:
    """Lend the URL of an empty file in a folder of its own; both are gone at the end. The given URL's file is not touched."""
    with tempfile.TemporaryDirectory(prefix="schemac-") as folder:
        yield url._replace(database=str(Path(folder) / "scratch.db"), options=())
