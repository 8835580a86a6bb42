"""Reads the SQL files of MySQL and MariaDB as far as sqlglot does."""

from __future__ import annotations

from schemac.dialect.parsed_files import reader
from schemac_dialects.mysql.costs import heaviest

READER = reader("mysql", heaviest)
