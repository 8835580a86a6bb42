"""A form that two spellings of one expression share: what a person writes, and what the server prints of it."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module


@lru_cache(maxsize=32768)
def canonical(sql: str) -> str | None:
    """Return a form of an expression or query that another text has only if it means the same; None where it cannot be read.

    Where the two meanings might differ, the forms do, and the server is asked instead.
    """
    form = import_module("schemac_dialects.postgresql.canonical_form")  # it imports a parser that most commands never need
    found: str | None = form.canonical_form(sql)
    return found
