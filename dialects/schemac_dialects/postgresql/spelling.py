"""Names inside of texts of a definition as SQL: what statistics and publications are of."""

from __future__ import annotations

import re

from schemac.model.names import Name, parse_name
from schemac_dialects.postgresql.quoting import qualified, quote

_ENTRY = re.compile(
    r'(?P<name>(?:"(?:[^"]|"")+"|[^\s(".]+)(?:\.(?:"(?:[^"]|"")+"|[^\s(".]+))?)\s*(?P<columns>\([^()]*\))?\s*(?:where\s*(?P<where>.*))?',
    re.IGNORECASE | re.DOTALL,
)

_PLAIN = re.compile(r'[^\s(".]+')


def spelled(text: str) -> str:
    """Return the SQL for a dotted name as a definition has it."""
    name = parse_name(text)
    return qualified(name.namespace, name.name)


def published(entry: str) -> str:
    """Return the SQL for a table of a publication with its columns and its condition."""
    match = _ENTRY.fullmatch(entry.strip())
    if not match:
        return entry
    text = spelled(match["name"])
    text += f" {match['columns']}" if match["columns"] else ""
    condition = (match["where"] or "").strip()
    return text + (f" WHERE {condition if condition.startswith('(') else f'({condition})'}" if condition else "")


def published_name(entry: str) -> str:
    """Return the SQL for the name of a table of a publication."""
    match = _ENTRY.fullmatch(entry.strip())
    return spelled(match["name"]) if match else entry


def entry_name(name: Name) -> str:
    """Return a table's name as it begins an entry of a publication: in quotes where a blank or a parenthesis would seem to end it."""
    return ".".join(part if _PLAIN.fullmatch(part) else '"' + part.replace('"', '""') + '"' for part in name if part)


def listed(entry: str) -> str:
    """Return an entry of a publication in the one way in which inspection writes it."""
    match = _ENTRY.fullmatch(entry.strip())
    if not match:
        return entry.strip()
    name = parse_name(match["name"])
    text = entry_name(name if name.namespace != "public" else Name("", name.name))
    columns = [quote(column.strip().strip('"')) for column in (match["columns"] or "").strip("()").split(",") if column.strip()]
    text += f" ({', '.join(columns)})" if columns else ""
    condition = (match["where"] or "").strip()
    while condition.startswith("(") and condition.endswith(")") and _balanced(condition[1:-1]):
        condition = condition[1:-1].strip()
    return text + (f" where ({condition})" if condition else "")


def _balanced(text: str) -> bool:
    """Tell whether no parenthesis is closed before it is opened."""
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0
