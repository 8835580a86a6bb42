"""A definition as BigQuery holds it: what is in a primary key is never null, and primary keys have no names."""

from __future__ import annotations

from schemac_dialects.ansi.normalize import normalize

__all__ = ["normalize"]
