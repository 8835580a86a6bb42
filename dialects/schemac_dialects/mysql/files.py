"""Reads the SQL files of MySQL and MariaDB as far as sqlglot does."""

from __future__ import annotations

from schemac.dialect.parsed_files import reader
from schemac.model.change import Change
from schemac.model.plan import Cost
from schemac_dialects.mysql.capabilities import CAPABILITIES
from schemac_dialects.mysql.costs import heaviest


def _weight(change: Change) -> Cost:
    """Return what a change costs on the newest MySQL: a file does not say where it will run."""
    return heaviest(change, CAPABILITIES)


READER = reader("mysql", _weight)
