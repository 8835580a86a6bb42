"""Reads the SQL files of SQLite as far as sqlglot does."""

from __future__ import annotations

from schemac.dialect.parsed_files import reader
from schemac.model.change import Change
from schemac.model.plan import Cost


def _cost(change: Change) -> Cost:  # noqa: ARG001 - the shape of every cost
    return Cost(lock="RESERVED", blocks="writes", summary="one writer at a time")


READER = reader("sqlite", _cost)
