"""What logical replication receives: made and changed without speaking to the publisher, so that it can be part of a transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemac.dialect import Legalizing
from schemac.dialect.legalize import comments
from schemac.model.change import Action, Change, Verb
from schemac.model.foreign import Subscription, holds_password, is_reference, secret, variable
from schemac.model.objects import Words
from schemac_dialects.postgresql.catalogue import Catalogue

TWO_PHASE = "two_phase"
_USUAL: Mapping[str, object] = {
    "binary": False,
    "streaming": False,
    "synchronous_commit": "off",
    TWO_PHASE: False,
    "disable_on_error": False,
    "origin": "any",
    "password_required": True,
    "run_as_owner": False,
}
_STREAMS_BY_ITSELF = 18
"""From this version on a subscription of which nothing is said streams in parallel; a definition means the same on every version."""
_STREAMING = {"f": False, "false": False, "t": True, "true": True, "p": "parallel"}


def subscriptions(catalogue: Catalogue) -> Iterator[Subscription]:
    """Go through the subscriptions; a connection with a password in it is seen to be there, and not read."""
    for row in catalogue.rows["subscriptions"]:
        oid, name, connection, publications, enabled, slot, binary, commit, streaming, prepared, stopping, origin, password, owner = row
        said = (binary, _STREAMING[streaming], commit, prepared, stopping, origin, password, owner)
        yield Subscription(
            name=name,
            comment=catalogue.comment("pg_subscription", oid),
            connection=secret(variable(name, "connection")) if holds_password(connection) else connection,
            publications=tuple(publications),
            enabled=enabled,
            slot=slot,
            options=without_usual(dict(zip(_USUAL, said, strict=True))),
        )


def without_usual(words: Words) -> Words:
    """Return the native words of a subscription without those that say what is so anyway."""
    return {word: value for word, value in words.items() if word not in _USUAL or value != _USUAL[word]}


def subscription_actions(change: Change, subject: Subscription, context: Legalizing) -> list[Action]:
    """Return the actions of one change; a slot on the publisher is left there when its subscription goes."""
    if change.verb is Verb.ADD:
        streams = {"streaming": "false"} if context.capabilities.version[0] >= _STREAMS_BY_ITSELF else {}
        made = [Action("create_subscription", change, {"words": {**streams, **dict(_said(subject))}, "secrets": _secrets(subject)})]
        made += [Action("alter_subscription", change, {"what": "enabled"})] if subject.enabled else []
        return [*made, *comments(change, [subject], context.capabilities)]
    before = change.before
    if not isinstance(before, Subscription):
        return []
    if change.verb is Verb.DROP:
        return [*_stopped(change, before), Action("drop_subscription", change)]
    return list(_altered(change, before, subject))


def _stopped(change: Change, before: Subscription) -> Iterator[Action]:
    """Go through what lets a subscription go without a word to the publisher."""
    if before.enabled:
        yield Action("alter_subscription", change, {"what": "disabled"})
    if before.slot:
        yield Action("alter_subscription", change, {"what": "words", "words": {"slot_name": "NONE"}})


def _altered(change: Change, before: Subscription, after: Subscription) -> Iterator[Action]:
    if before.enabled and not after.enabled:
        yield Action("alter_subscription", change, {"what": "disabled"})
    if before.connection != after.connection:
        yield Action("alter_subscription", change, {"what": "connection", "secrets": _secrets(after)})
    if before.publications != after.publications:
        yield Action("alter_subscription", change, {"what": "publications"})
    old, new = dict(_said(before)), dict(_said(after))
    words = {word: new.get(word, _spelled(_USUAL.get(word, "NONE"))) for word in {**old, **new} if old.get(word) != new.get(word)}
    if words:
        yield Action("alter_subscription", change, {"what": "words", "words": words})
    if after.enabled and not before.enabled:
        yield Action("alter_subscription", change, {"what": "enabled"})
    if before.comment != after.comment:
        yield Action("comment_subscription", change)


def _said(item: Subscription) -> Iterator[tuple[str, str]]:
    """Go through the parameters of a subscription as SQL."""
    yield "slot_name", _spelled(item.slot) if item.slot else "NONE"
    yield from ((word, _spelled(value)) for word, value in item.options.items() if word in _USUAL)


def _spelled(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "NONE" if value == "NONE" else "'" + str(value).replace("'", "''") + "'"


def _secrets(item: Subscription) -> tuple[str, ...]:
    return (item.connection["env"],) if is_reference(item.connection) and isinstance(item.connection, dict) else ()
