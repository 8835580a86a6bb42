"""A column's default as a definition says it, so that reading it gives the same SQL text back."""

from __future__ import annotations

import re

from schemac.model.objects import Domain, Enum
from schemac.model.schema import Schema
from schemac.model.types import NUMBERS
from schemac.source.keywords import VALUES
from schemac.source.known_types import KnownTypes
from schemac.source.literals import objection
from schemac.source.write_yaml import Raw

Default = str | Raw | dict[str, str]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?")
_LITERAL = re.compile(r"'((?:[^\W_]|[ _/.#+&:,;=@<>!?*%|~^$-])*)'")
_NO_TEXT = VALUES | {"user", "true", "false"}


class Defaults:
    """The types of one schema, as far as the spelling of a default depends on them."""

    def __init__(self, schema: Schema) -> None:
        """Get to know the schema's enums and domains."""
        self._types = KnownTypes()
        for item in schema:
            if isinstance(item, Enum):
                self._types.add_enum(item.full_name, item.values)
            elif isinstance(item, Domain):
                self._types.add_domain(item.full_name, item.type)

    def spelled(self, sql: str, type_text: str) -> Default:
        """Return the default as a literal where that says the same, and as `{sql: ...}` everywhere else."""
        literal = self._literal(sql, type_text)
        return {"sql": sql} if literal is None else literal

    def _literal(self, sql: str, type_text: str) -> str | Raw | None:
        known = self._types.read(type_text)
        if known is None or known.type.dimensions:
            return None
        if known.type.name == "boolean" and sql in {"true", "false"}:
            return Raw(sql)
        text = _text(sql) if known.is_text else sql if known.type.name in NUMBERS and _NUMBER.fullmatch(sql) else None
        if text is None or objection(known.type, known.labels, text):
            return None
        return text if known.is_text else Raw(text)


def _text(sql: str) -> str | None:
    """Return what a plain SQL string literal says; None where a reader might take that for anything but a text."""
    match = _LITERAL.fullmatch(sql)
    if not match or match[1] != match[1].strip() or match[1].lower() in _NO_TEXT:
        return None
    return match[1]
