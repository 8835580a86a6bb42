"""Who owns an object: a change of its own beside whatever else changes about the object, and given anew to what is made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change, Verb
from schemac.model.names import Ref
from schemac.model.objects import Object, Sequence
from schemac.model.rights import OWNER
from schemac.model.schema import Schema
from schemac_dialects.postgresql.quoting import qualified, quote

WORDS = {
    "table": "TABLE",
    "view": "VIEW",
    "materialized_view": "MATERIALIZED VIEW",
    "foreign_table": "FOREIGN TABLE",
    "sequence": "SEQUENCE",
    "enum": "TYPE",
    "composite": "TYPE",
    "range": "TYPE",
    "domain": "DOMAIN",
    "function": "FUNCTION",
    "procedure": "PROCEDURE",
    "aggregate": "AGGREGATE",
    "namespace": "SCHEMA",
    "event_trigger": "EVENT TRIGGER",
    "collation": "COLLATION",
    "statistics": "STATISTICS",
    "publication": "PUBLICATION",
    "subscription": "SUBSCRIPTION",
    "foreign_server": "SERVER",
    "foreign_data_wrapper": "FOREIGN DATA WRAPPER",
}
"""How ALTER calls each kind that has an owner."""

PUBLIC_NAMESPACE = Ref("namespace", "", "public")
"""The namespace that is always there, and belongs to whoever owns the database."""
_WITHOUT_NAMESPACE = frozenset({"namespace", "event_trigger", "publication", "subscription", "foreign_server", "foreign_data_wrapper"})


def filled(schema: Schema, owner: str) -> Schema:
    """Return the schema with the owner of everything said: the one given where nothing is, and a table's for the sequences it owns."""
    if not owner and all(OWNER not in item.options for item in schema):
        return schema
    given = [_owned(item, owner) for item in schema]
    tables = {item.ref: item.options.get(OWNER) for item in given if item.kind == "table"}
    return Schema.of(_like_its_table(item, tables) if isinstance(item, Sequence) and item.owned_by else item for item in given)


def _owned(item: Object, owner: str) -> Object:
    if not owner or item.kind not in WORDS or OWNER in item.options:
        return item
    return replace(item, options=item.options | {OWNER: owner})


def _like_its_table(item: Sequence, tables: Mapping[Ref, str | None]) -> Sequence:
    owner = tables.get(Ref("table", *item.owned_by[:2])) if item.owned_by else None
    return replace(item, options=item.options | {OWNER: owner}) if owner else item


def owner_apart(change: Change) -> Iterator[Change]:
    """Go through a change as two where the owner changes along with other things; any other change is as it is."""
    before, after = change.before, change.after
    if change.verb is not Verb.ALTER or not isinstance(before, Object) or not isinstance(after, Object) or "options" not in change.aspects:
        yield change
        return
    if before.options.get(OWNER) == after.options.get(OWNER):
        yield change
        return
    alike = replace(before, options={word: value for word, value in before.options.items() if word != OWNER} | _owner(after))
    aspects = tuple(aspect for aspect in change.aspects if aspect != "options" or alike.options != after.options)
    if aspects:
        yield replace_change(change, before=alike, aspects=aspects)
    if after.options.get(OWNER):
        yield replace_change(change, before=before, aspects=(OWNER,))


def _owner(item: Object) -> dict[str, str]:
    return {OWNER: item.options[OWNER]} if OWNER in item.options else {}


def is_owner_change(change: Change) -> bool:
    """Tell whether a change is of the owner alone."""
    return change.aspects == (OWNER,)


def owner_actions(change: Change) -> list[Action]:
    """Return what gives an object to its new owner; a sequence that a table owns follows its table."""
    before, after = change.before, change.after
    if isinstance(before, Sequence) and isinstance(after, Sequence) and before.owned_by and after.owned_by:
        return []
    return [_given(change, after)] if isinstance(after, Object) else []


def owner_of_new(change: Change, can: Capabilities) -> list[Action]:
    """Return what gives a new object to its owner; nothing where whoever makes it is that owner."""
    after = change.after
    if not isinstance(after, Object) or after.options.get(OWNER) in {None, creator(can)} or after.kind not in WORDS:
        return []
    return [_given(change, after)]


def creator(can: Capabilities) -> str:
    """Return the role to which new objects belong at first; empty where no server was asked."""
    return dict(can.defaults).get(OWNER, "")


def _given(change: Change, item: Object) -> Action:
    plain, opening, rest = item.ref.name.partition("(") if item.kind in {"function", "procedure", "aggregate"} else (item.ref.name, "", "")
    name = quote(plain) if item.kind in _WITHOUT_NAMESPACE else qualified(item.namespace, plain)
    return Action("alter_owner", change, {"word": WORDS[item.kind], "name": name + opening + rest, "owner": item.options[OWNER]})
