"""Pairs of schemas in plain SQL: what is imported of the one turns the other into it, both ways, to the server's own dump.

Each file of `upgrades/` begins with a comment that says what it is about. Lines `-- never: PATTERN` and `-- once: PATTERN` name
statements that the way forward must not hold, or must hold once; `-- never back:` and `-- once back:` the same for the way back, and
`-- since: 15` says from which version of the server on it can be had. The two schemas stand apart at the line `-- after`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemac.source import load
from schemac.source.write import write_definition
from tests.live.postgresql.moving import at, moved_twice
from tests.live.postgresql.versions import server_since
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

FILES = sorted((Path(__file__).parent / "upgrades").glob("*.sql"))


@pytest.mark.parametrize("way", ["", " back"])
@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_an_import_of_the_one_makes_the_other_like_it(new_scratch: ScratchFactory, tmp_path: Path, file: Path, way: str) -> None:
    """The dumps are equal afterwards, nothing is left to do, and what must not be touched was not."""
    text = file.read_text(encoding="utf-8")
    before, _, after = text.partition("\n-- after\n")
    if way:
        before, after = after, before
    since = re.search(r"^-- since: (\d+)$", text, re.MULTILINE)
    server = server_since(new_scratch, int(since[1]) if since else 0)
    with new_scratch(server) as old, new_scratch(server) as new:
        old.execute(before)
        new.execute(after)
        statements = _upgraded(old, new, tmp_path / "schema.yaml")

        assert _entries(new.dump()) == _entries(old.dump())
    for word, pattern in re.findall(rf"^-- (never|once){way}: (.*)$", text, re.MULTILINE):
        found = [sql for sql in statements if re.search(pattern, sql, re.IGNORECASE)]
        assert (word, pattern, 0 if word == "never" else 1) == (word, pattern, len(found)), statements


def _upgraded(old: ScratchDatabase, new: ScratchDatabase, path: Path) -> list[str]:
    """Import one database, move the other there, and return the statements that it took."""
    with at(new) as wanted:
        path.write_text(write_definition(wanted.inspect().schema, name="test", dialect=wanted.dialect), encoding="utf-8")
    with at(old) as database:
        return moved_twice(database, load(path))


def _entries(dump: str) -> list[str]:
    """Return the entries of a dump with their lines in no order, because a new column comes last."""
    entries = re.split(r"^--\n-- (?=(?:Data for )?Name: )", dump, flags=re.MULTILINE)
    kept = [entry for entry in entries[1:] if "Type: SEQUENCE SET" not in entry]
    return sorted("\n".join(sorted(line.rstrip(",") for line in entry.splitlines())) for entry in kept)
