"""Data that lives elsewhere: how another server is reached, and as whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import field

from schemac.model.names import Ref
from schemac.model.objects import Object, Words

FOREIGN = "foreign"
"""The native word of a table whose rows another server holds: the server, and the options that say which rows."""

_SECRET = re.compile(r"pass(?!file)|pwd|secret|token|credential|(?:api|access|private|account)_?key|^auth$|authorization", re.IGNORECASE)
_PASSWORD = re.compile(r"\bpassword\s*=|://[^/@\s]*:[^/@\s]*@", re.IGNORECASE)
_OPEN = re.compile(r"user|username|use_[a-z_]+|ssl(?:cert|mode|rootcert|key)|passfile|host|port|dbname|[a-z_]*_required", re.IGNORECASE)


class ForeignWrapper(Object, frozen=True, kw_only=True, tag="foreign_data_wrapper"):
    """What speaks to servers of one sort; `handler` and `validator` are functions. settings: its options, in their order."""

    kind = "foreign_data_wrapper"

    handler: str = ""
    validator: str = ""
    settings: Words = field(default_factory=dict)


class ForeignServer(Object, frozen=True, kw_only=True, tag="foreign_server"):
    """A server elsewhere. settings: its options, in their order."""

    kind = "foreign_server"

    wrapper: str
    type: str = ""
    version: str = ""
    settings: Words = field(default_factory=dict)


class UserMapping(Object, frozen=True, kw_only=True, tag="user_mapping"):
    """As whom a role speaks to a foreign server: `name` is the role, or `public` for everybody that has no mapping of its own."""

    kind = "user_mapping"

    server: str
    settings: Words = field(default_factory=dict)

    @property
    def ref(self) -> Ref:
        """The identity: the role and the server."""
        return Ref(self.kind, "", f"{self.name} at {self.server}")


class Subscription(Object, frozen=True, kw_only=True, tag="subscription"):
    """What logical replication receives; whether its tables have been copied, and its slot on the other side, are not held.

    connection: how the publisher is reached, or the variable that says so where a password is part of it. slot: empty for none.
    """

    kind = "subscription"

    connection: str | dict[str, str]
    publications: tuple[str, ...]
    enabled: bool = False
    slot: str = ""


def holds_password(connection: str) -> bool:
    """Tell whether a password is part of a connection string."""
    return bool(_PASSWORD.search(connection))


def is_secret(option: str, *, of_user: bool) -> bool:
    """Tell whether an option's value is kept out of every text; of those that say who a user is, all are that are not known to be none."""
    return not _OPEN.fullmatch(option) and (of_user or bool(_SECRET.search(option)))


def secret(name: str) -> dict[str, str]:
    """Return the value of an option that an environment variable holds."""
    return {"env": name}


def is_reference(value: object) -> bool:
    """Tell whether the value of an option stands in an environment variable."""
    return isinstance(value, Mapping) and set(value) == {"env"}


def variable(*words: str) -> str:
    """Return the name of an environment variable made of words: `ARCHIVE_APP_PASSWORD`."""
    return re.sub(r"\W+", "_", "_".join(words), flags=re.ASCII).strip("_").upper()


def variables(settings: Mapping[str, Any]) -> Iterator[str]:
    """Go through the environment variables that options refer to."""
    return (value["env"] for value in settings.values() if is_reference(value))


def with_known_secrets(live: Words, wanted: Words) -> Words:
    """Return options with the references to secrets that the live ones have too under the live name: what a secret is, nobody compares."""
    both = {name: live[name] for name, value in wanted.items() if is_reference(value) and is_reference(live.get(name))}
    return {name: both.get(name, value) for name, value in wanted.items()} if both else wanted


def as_texts(given: Mapping[str, Any]) -> Words:
    """Return options with numbers, true and false as the texts that a server keeps."""
    return {word: value if is_reference(value) else _text(value) for word, value in given.items()}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
