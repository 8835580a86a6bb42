"""What is said of servers elsewhere, as a definition says it; secrets are written as where they come from."""

from __future__ import annotations

from typing import Any

from schemac.model.foreign import ForeignServer, ForeignWrapper, Subscription, UserMapping
from schemac.model.names import dotted, spell
from schemac.model.objects import Object
from schemac.source.write_programs import Written
from schemac.source.write_table import shared


def write_foreign(item: Object, dialect: str) -> Written | None:
    """Return the section, the key and the entry of something foreign; None for an object of another kind."""
    match item:
        case ForeignWrapper():
            words: dict[str, Any] = {word: value for word, value in (("handler", item.handler), ("validator", item.validator)) if value}
            return Written("foreign_data_wrappers", spell(item.name), words | _options(item) | shared(item, dialect))
        case ForeignServer():
            words = {word: value for word, value in (("type", item.type), ("version", item.version)) if value}
            said = {"wrapper": item.wrapper} | words | _options(item) | shared(item, dialect)
            return Written("foreign_servers", spell(item.name), said)
        case UserMapping():
            return Written("user_mappings", dotted("", item.server, item.name), _options(item) | shared(item, dialect))
        case Subscription():
            words = {"connection": item.connection, "publications": list(item.publications)}
            more = {word: getattr(item, word) for word in ("enabled", "slot") if getattr(item, word)}
            return Written("subscriptions", spell(item.name), words | more | shared(item, dialect))
        case _:
            return None


def _options(item: ForeignWrapper | ForeignServer | UserMapping) -> dict[str, Any]:
    return {"options": dict(item.settings)} if item.settings else {}
