"""Builds what runs inside a database: routines, triggers, rules, events, and tables that a module keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from schemac.model.names import Name, parse_name, split_name
from schemac.model.programs import Aggregate, Event, EventTrigger, Function, Procedure, Routine, Rule, Trigger, VirtualTable, with_signature
from schemac.source.building import Building, Key
from schemac.source.document import Holder
from schemac.source.objects import shared

TIMINGS = {"before": "before", "after": "after", "instead_of": "instead of", "on": ""}
"""The words under which a trigger lists its events, and what they say of its timing."""

_TEXTS = ("level", "when", "execute", "body", "from_table", "old_table", "new_table", "state", "follows", "head")
_FLAGS = ("constraint", "deferrable", "initially_deferred")


class Signed(NamedTuple):
    """A routine's name and the types of its arguments, None where no parentheses follow the name."""

    name: Name
    signature: str | None


def build_programs(build: Building) -> None:
    """Add everything of these kinds that the document at hand holds."""
    _routines(build)
    _triggers(build)
    _rules(build)
    for text, entry, holder, key in build.entries(build.document.data, "event_triggers"):
        name = build.part_name(text, holder, key)
        tags = tuple(entry.get("tags", ()))
        item = EventTrigger(
            name=name, event=entry["event"], tags=tags, execute=entry["execute"], state=entry.get("state", ""), **shared(entry)
        )
        build.add(item, entry, holder, key)
    for text, entry, holder, key in build.entries(build.document.data, "events"):
        name = build.part_name(text, holder, key)
        words = {word: entry[word] for word in ("schedule", "body", "preserve", "state") if word in entry}
        build.add(Event(name=name, **words, **shared(entry)), entry, holder, key)
    for text, given, holder, key in build.entries(build.document.data, "virtual_tables"):
        entry = {"sql": given} if isinstance(given, str) else given
        build.add(VirtualTable(name=build.part_name(text, holder, key), sql=entry["sql"], **shared(entry)), entry, holder, key)


def parse_signed(text: str) -> Signed:
    """Return the routine that a text names: `f`, `f()` or `app.f(integer, text)`. Raises ValueError where it is no name."""
    at, quoted = 0, False
    while at < len(text) and (quoted or text[at] != "("):
        quoted ^= text[at] == '"'
        at += 1
    if at == len(text):
        return Signed(parse_name(text), None)
    if not text.endswith(")"):
        raise ValueError(text)
    return Signed(parse_name(text[:at].rstrip()), text[at + 1 : -1].strip())


def _routines(build: Building) -> None:
    """Add the functions, procedures and aggregates."""
    kinds: dict[str, type[Routine]] = {"functions": Function, "procedures": Procedure, "aggregates": Aggregate}
    for collection, kind in kinds.items():
        for text, entry, holder, key in build.entries(build.document.data, collection):
            signed = _signed(build, text, holder, key)
            if signed is None:
                continue
            words = {word: entry[word] for word in ("returns", "language", "body") if word in entry}
            arguments = entry.get("arguments", signed.signature or "")
            fields: dict[str, Any] = {"arguments": arguments, **words, **shared(entry)}
            item = kind(name=signed.name.name, namespace=signed.name.namespace, signature=signed.signature, **fields)
            build.add(item, _signed_past(entry, signed.signature), holder, key)


def _signed(build: Building, text: str, holder: Holder, key: Key) -> Signed | None:
    """Return the routine that a key names, or None and a problem."""
    try:
        return parse_signed(text) if build.printable(text, holder, key, at_key=True) else None
    except ValueError:
        hint = "a routine is called by its name and the types of its arguments: total(integer, text)"
        build.complain("SC205", f"`{text}` is no name of a routine", holder, key, hint=hint, at_key=isinstance(key, str))
        return None


def _signed_past(entry: dict[str, Any], signature: str | None) -> dict[str, Any]:
    """Return what is said of a routine with its former names as full as its name."""
    if "renamed_from" not in entry:
        return entry
    former = entry["renamed_from"]
    names = [former] if isinstance(former, str) else former
    return entry | {"renamed_from": [name if "(" in name else with_signature(name, signature) for name in names]}


def _triggers(build: Building) -> None:
    """Add the triggers."""
    for owner, name, entry, holder, key in _hanging(build, "triggers"):
        word = next(word for word in TIMINGS if word in entry)
        given = entry[word]
        columns = entry.get("columns", [])
        fields: dict[str, Any] = {field: entry[field] for field in (*_TEXTS, *_FLAGS) if field in entry}
        item = Trigger(
            name=name,
            namespace=owner.namespace,
            table=owner.name,
            timing=TIMINGS[word],
            events=(given,) if isinstance(given, str) else tuple(given),
            columns=tuple(build.part_name(column, columns, index, at_key=False) for index, column in enumerate(columns)),
            **fields,
            **shared(entry),
        )
        build.add(item, entry, holder, key)


def _rules(build: Building) -> None:
    """Add the rules."""
    for owner, name, entry, holder, key in _hanging(build, "rules"):
        item = Rule(name=name, namespace=owner.namespace, table=owner.name, sql=entry["sql"], state=entry.get("state", ""), **shared(entry))
        build.add(item, entry, holder, key)


def _hanging(build: Building, collection: str) -> Iterator[tuple[Name, str, dict[str, Any], Holder, Key]]:
    """Go through what hangs on tables: the table's name, its own name, what is said of it, and where.

    The key is `table.name` or `namespace.table.name`; the name alone is enough where `table:` says the rest.
    """
    for text, entry, holder, key in build.entries(build.document.data, collection):
        try:
            parts = split_name(text) if build.printable(text, holder, key, at_key=True) else ()
            owner = parse_name(entry["table"]) if "table" in entry else None
        except ValueError:
            parts, owner = (), None
        if owner is None and len(parts) in {2, 3}:
            owner = Name(parts[0] if len(parts) == 3 else "", parts[-2])
        elif owner is None or len(parts) != 1:
            noun = collection.removesuffix("s")
            hint = f"write table.{noun}, namespace.table.{noun}, or give `table:`"
            build.complain(
                "SC205", f"`{text}` does not say which table the {noun} is on", holder, key, hint=hint, at_key=isinstance(key, str)
            )
            continue
        yield owner, parts[-1], entry, holder, key
