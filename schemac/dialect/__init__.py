"""What a database is to the core: a record of data and functions, and where to find one by name."""

from __future__ import annotations

from schemac.dialect.capabilities import Capabilities
from schemac.dialect.record import Dialect, Engine, Legalizing, LiveTrash, NativeType, Question, Trashed, TrashWords, Unsupported
from schemac.dialect.registry import available, for_session, for_url, load, load_engine, load_reader
from schemac.dialect.scripts import Piece, Verdict, judged, refused, skipped

__all__ = [
    "Capabilities",
    "Dialect",
    "Engine",
    "Legalizing",
    "LiveTrash",
    "NativeType",
    "Piece",
    "Question",
    "TrashWords",
    "Trashed",
    "Unsupported",
    "Verdict",
    "available",
    "for_session",
    "for_url",
    "judged",
    "load",
    "load_engine",
    "load_reader",
    "refused",
    "skipped",
]
