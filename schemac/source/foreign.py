"""Builds what is said of servers elsewhere: what speaks to them, what they are, and as whom they are spoken to."""

from __future__ import annotations

from typing import Any

from schemac.model.foreign import (
    ForeignServer,
    ForeignWrapper,
    Subscription,
    UserMapping,
    as_texts,
    holds_password,
    is_reference,
    is_secret,
    variable,
)
from schemac.model.names import split_name
from schemac.model.objects import Words
from schemac.source.building import Building, Key
from schemac.source.document import Holder
from schemac.source.objects import shared


def build_foreign(build: Building) -> None:
    """Add the foreign data wrappers, the servers, the user mappings and the subscriptions of the document at hand."""
    for text, given, holder, key in build.entries(build.document.data, "foreign_data_wrappers"):
        entry: dict[str, Any] = given or {}
        name = build.part_name(text, holder, key)
        functions = {word: entry[word] for word in ("handler", "validator") if word in entry}
        settings = _settings(build, entry, (name,), of_user=False)
        build.add(ForeignWrapper(name=name, settings=settings, **functions, **shared(entry)), entry, holder, key)
    for text, entry, holder, key in build.entries(build.document.data, "foreign_servers"):
        name = build.part_name(text, holder, key)
        words: dict[str, Any] = {word: str(entry[word]) for word in ("type", "version") if word in entry}
        settings = _settings(build, entry, (name,), of_user=False)
        build.add(ForeignServer(name=name, wrapper=entry["wrapper"], settings=settings, **words, **shared(entry)), entry, holder, key)
    for text, given, holder, key in build.entries(build.document.data, "user_mappings"):
        named = _mapped(build, text, holder, key)
        if named is not None:
            server, role = named
            entry = given or {}
            settings = _settings(build, entry, (server, role), of_user=True)
            build.add(UserMapping(name=role, server=server, settings=settings, **shared(entry)), entry, holder, key)
    for text, entry, holder, key in build.entries(build.document.data, "subscriptions"):
        _subscription(build, text, entry, (holder, key))


def _subscription(build: Building, text: str, entry: dict[str, Any], place: tuple[Holder, Key]) -> None:
    """Add a subscription; a password in its connection is refused, and never repeated."""
    name, connection = build.part_name(text, *place), entry["connection"]
    if isinstance(connection, str) and holds_password(connection):
        hint = f"write connection: {{env: {variable(name, 'connection')}}}, and set that variable where the definition is applied"
        build.complain(
            "SC220", "the password in `connection` is a secret, and a definition holds none", entry, "connection", hint=hint, at_key=True
        )
        build.problems[-1] = build.problems[-1]._replace(excerpt="")  # the line holds the secret
    words = {word: entry[word] for word in ("enabled", "slot") if word in entry}
    item = Subscription(name=name, connection=connection, publications=tuple(entry["publications"]), **words, **shared(entry))
    build.add(item, entry, *place)


def _mapped(build: Building, text: str, holder: Holder, key: Key) -> tuple[str, str] | None:
    """Return the server and the role that the name of a user mapping says."""
    try:
        parts = split_name(text)
    except ValueError:
        parts = ()
    if len(parts) == 2:
        return parts[0], parts[1]
    hint = "write server.role, or server.public for everybody else"
    build.complain("SC205", f"`{text}` is no name of a user mapping", holder, key, at_key=isinstance(key, str), hint=hint)
    return None


def _settings(build: Building, entry: dict[str, Any], names: tuple[str, ...], *, of_user: bool) -> Words:
    """Return the options of an entry as texts; a secret that is written out is refused, and never repeated."""
    given: dict[str, Any] = entry.get("options", {})
    for word, value in given.items():
        if is_secret(word, of_user=of_user) and not is_reference(value):
            hint = f"write {word}: {{env: {variable(*names, word)}}}, and set that variable where the definition is applied"
            build.complain("SC220", f"`{word}` is a secret, and a definition holds none", given, word, hint=hint, at_key=True)
            build.problems[-1] = build.problems[-1]._replace(excerpt="")  # the line holds the secret
    return as_texts(given)
