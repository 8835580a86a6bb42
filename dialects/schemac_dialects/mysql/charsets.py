"""Character sets and collations: what a table says of them, and what it leaves to its database."""

from __future__ import annotations

from collections.abc import Mapping

from schemac.model.change import Change
from schemac.model.objects import Words
from schemac.model.tables import Table
from schemac_dialects.mysql.types import is_text

_ALIASES = {"utf8": "utf8mb3"}


def charset_of(collation: str) -> str:
    """Return the character set that a collation belongs to."""
    return collation.partition("_")[0]


def named(word: str) -> str:
    """Return a character set or a collation under the name that the catalogue prints."""
    word = word.lower()
    charset, line, rest = word.partition("_")
    return _ALIASES.get(charset, charset) + line + rest


def spelled_out(options: Words, defaults: Mapping[str, str]) -> Words:
    """Return a table's options with character set and collation both given, where one is; `defaults` tells each set's own collation.

    The database's own character set means its own collation too.
    """
    charset, collation = options.get("charset"), options.get("collation")
    made = dict(options)
    if collation:
        made["collation"] = named(str(collation))
        made["charset"] = charset_of(made["collation"])
    elif charset:
        made["charset"] = named(str(charset))
        usual = defaults.get("collation") if made["charset"] == defaults.get("charset") else defaults.get(made["charset"])
        if usual:
            made["collation"] = usual
    return made


def without_usual(options: Words, defaults: Mapping[str, str]) -> Words:
    """Return a table's options without what its server and database give by themselves."""
    usual = {word: value.lower() for word, value in defaults.items() if word != "row_format"}
    made = {word: value for word, value in options.items() if str(value).lower() != usual.get(word)}
    if "collation" in made and options.get("charset"):
        made["charset"] = options["charset"]
    elif options.get("collation"):
        made.pop("charset", None)
    return made


def recollated(change: Change) -> frozenset[str]:
    """Return the columns that take their collation from a table that changes it: they keep the old one unless told."""
    before, after = change.before, change.after
    if not isinstance(before, Table) or not isinstance(after, Table) or "options" not in change.aspects:
        return frozenset()
    if all(before.options.get(word) == after.options.get(word) for word in ("charset", "collation")):
        return frozenset()
    return frozenset(
        column.name for column in after.columns if is_text(column.type) and not column.collation and before.column(column.name)
    )


def collation_of(options: Words, defaults: Mapping[str, str]) -> str:
    """Return the collation of a table's columns that name none; empty where only a server could tell."""
    return str(options.get("collation") or (defaults.get("collation", "") if "charset" not in options else ""))
