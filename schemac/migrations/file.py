"""One migration as a file: what it says of itself, and its parts.

    -- schemac: migration
    -- version: 0003
    -- name: add phone
    -- description: everybody has one now
    -- depends on: 0001, 0002
    -- transaction: file

    -- up
    ALTER TABLE person ADD COLUMN phone varchar(32);

    -- down
    ALTER TABLE person DROP COLUMN phone;

    -- verify
    SELECT count(*) = 0 FROM person WHERE phone = '';

A part may be for one engine (`-- up sqlite`); one without a name is for all that have none of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Part(StrEnum):
    """What the text under a mark is for."""

    UP = "up"
    DOWN = "down"
    VERIFY = "verify"


class Transaction(StrEnum):
    """Whether a file's statements share a transaction: its own, or none."""

    FILE = "file"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A part's SQL and the line of the file on which it begins."""

    sql: str
    line: int


@dataclass(frozen=True, slots=True)
class MigrationFile:
    """One migration.

    version: what it is known by; compared as text with its numbers as numbers. path: where it is.
    depends_on: versions that come before; None where the file does not say, which is the one before it in order.
    parts: by part and engine, the empty engine for all. repeatable: run again whenever it has changed, after all others.
    """

    version: str
    name: str
    path: Path
    description: str = ""
    depends_on: tuple[str, ...] | None = None
    transaction: Transaction = Transaction.FILE
    parts: Mapping[tuple[Part, str], Text] = field(default_factory=dict)
    repeatable: bool = False

    def source(self) -> str:
        """Return a hash of what is written to go up, whatever ends its lines: where it is the same, nothing has to be read closely."""
        digest = hashlib.sha256()
        for (part, dialect), text in sorted(self.parts.items()):
            if part is Part.UP:
                digest.update(f"{dialect}\0{text.sql}\0".replace("\r\n", "\n").encode())
        return digest.hexdigest()

    def text(self, part: Part, dialect: str) -> Text | None:
        """Return a part's SQL for an engine; None where there is none."""
        return self.parts.get((part, dialect)) or self.parts.get((part, ""))
