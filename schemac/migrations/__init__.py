"""Versioned migrations: files of SQL in an order of their own, each run once."""

from __future__ import annotations

from schemac.migrations.file import MigrationFile, Part
from schemac.migrations.graph import in_order

__all__ = ["MigrationFile", "Part", "in_order"]
