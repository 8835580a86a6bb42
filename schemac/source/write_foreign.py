"""What is said of servers elsewhere, as a definition says it."""

from __future__ import annotations

from typing import Any

from schemac.model.foreign import ForeignServer, ForeignWrapper, UserMapping
from schemac.model.names import dotted, spell
from schemac.model.schema import Schema
from schemac.source.write_table import shared
from schemac.source.write_yaml import Block


def write_foreign(schema: Schema, dialect: str) -> dict[str, Any]:
    """Return the sections `foreign_data_wrappers`, `foreign_servers` and `user_mappings`; secrets are written as where they come from."""
    sections = {"foreign_data_wrappers": Block(), "foreign_servers": Block(), "user_mappings": Block()}
    for item in schema:
        match item:
            case ForeignWrapper():
                words = {word: value for word, value in (("handler", item.handler), ("validator", item.validator)) if value}
                sections["foreign_data_wrappers"][spell(item.name)] = words | _options(item) | shared(item, dialect)
            case ForeignServer():
                words = {word: value for word, value in (("type", item.type), ("version", item.version)) if value}
                said = {"wrapper": item.wrapper} | words | _options(item) | shared(item, dialect)
                sections["foreign_servers"][spell(item.name)] = said
            case UserMapping():
                sections["user_mappings"][dotted("", item.server, item.name)] = _options(item) | shared(item, dialect)
            case _:
                continue
    return dict(sections)


def _options(item: ForeignWrapper | ForeignServer | UserMapping) -> dict[str, Any]:
    return {"options": dict(item.settings)} if item.settings else {}
