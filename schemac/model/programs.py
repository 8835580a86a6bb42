"""What runs inside a database: routines, triggers, rules, events; and tables that a module keeps."""

from __future__ import annotations

import re

from schemac.model.names import Name, Ref
from schemac.model.objects import Object

_STANDARD = re.compile(r"\s*(?:begin\s+atomic|return)\b", re.IGNORECASE)


class Routine(Object, frozen=True, kw_only=True):
    """What functions, procedures and aggregates share.

    signature: the types of the arguments by which overloads are told apart (`integer, text`); None where an engine has no overloads.
    arguments: the list of arguments as declared, names, modes and defaults included.
    """

    signature: str | None = None
    arguments: str = ""

    @property
    def ref(self) -> Ref:
        """The object's identity; overloads differ in what stands between the parentheses."""
        return Ref(self.kind, self.namespace, with_signature(self.name, self.signature))


class Function(Routine, frozen=True, kw_only=True, tag="function"):
    """A function; its body is text that is never read. A `body` that is empty is none (a function of a library)."""

    kind = "function"

    returns: str = ""
    language: str = ""
    body: str = ""

    @property
    def parsed(self) -> bool:
        """Whether the body is one that the server reads when it is declared, and prints in its own words."""
        return is_parsed(self.language, self.body)


class Procedure(Routine, frozen=True, kw_only=True, tag="procedure"):
    """A procedure; its body is text that is never read."""

    kind = "procedure"

    language: str = ""
    body: str = ""

    @property
    def parsed(self) -> bool:
        """Whether the body is one that the server reads when it is declared, and prints in its own words."""
        return is_parsed(self.language, self.body)


class Aggregate(Routine, frozen=True, kw_only=True, tag="aggregate"):
    """An aggregate; what it is made of is in its native words."""

    kind = "aggregate"


class Hanging(Object, frozen=True, kw_only=True):
    """What hangs on a table or view: it is told by it, follows its renames, and goes when it goes."""

    table: str

    @property
    def ref(self) -> Ref:
        """The object's identity, which holds the table's name."""
        return Ref(self.kind, self.namespace, self.name, self.table)

    @property
    def owner(self) -> Name:
        """The name of the table or view that it hangs on."""
        return Name(self.namespace, self.table)


class Trigger(Hanging, frozen=True, kw_only=True, tag="trigger"):
    """What runs when rows change.

    timing: `before`, `after`, `instead of`, or empty where nothing is said. events: `insert`, `update`, `delete`, `truncate`.
    columns: those of `update of`. level: `row`, `statement`, or empty where nothing is said. when: a condition, without parentheses.
    execute: the call of a function. body: a statement, on engines whose triggers hold one. constraint: a constraint trigger, which may be
    deferrable and depend on the table `from_table`. old_table, new_table: names for the rows before and after (transition tables).
    state: `disabled`, `replica`, `always`, or empty for one that runs as usual. follows: the trigger after which this one runs.
    head: what stands before the body, where an engine keeps it as it was written and it was written in an unusual way.
    """

    kind = "trigger"

    timing: str = ""
    events: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    level: str = ""
    when: str = ""
    execute: str = ""
    body: str = ""
    constraint: bool = False
    deferrable: bool = False
    initially_deferred: bool = False
    from_table: str = ""
    old_table: str = ""
    new_table: str = ""
    state: str = ""
    follows: str = ""
    head: str = ""


class Rule(Hanging, frozen=True, kw_only=True, tag="rule"):
    """A rewrite rule: everything behind AS, such as `on insert to t do instead nothing`. state: as for a trigger."""

    kind = "rule"

    sql: str
    state: str = ""


class EventTrigger(Object, frozen=True, kw_only=True, tag="event_trigger"):
    """What runs when the schema is changed. event: `ddl_command_end` and the like. tags: the commands, empty for all of them."""

    kind = "event_trigger"

    event: str
    tags: tuple[str, ...] = ()
    execute: str = ""
    state: str = ""


class Event(Object, frozen=True, kw_only=True, tag="event"):
    """What runs at times. schedule: `every 1 day starts '2026-01-01'` or `at '...'`. preserve: whether it stays when it is over."""

    kind = "event"

    schedule: str
    body: str
    preserve: bool = False
    state: str = ""


class VirtualTable(Object, frozen=True, kw_only=True, tag="virtual_table"):
    """A table that a module keeps: its whole CREATE statement. The tables behind it are the module's affair."""

    kind = "virtual_table"

    sql: str


ROUTINES = frozenset({"function", "procedure", "aggregate"})
"""The kinds that are told apart by the types of their arguments."""


def is_parsed(language: str, body: str) -> bool:
    """Tell whether a body is one of standard SQL: `begin atomic ... end`, or `return` and an expression."""
    return language.lower() in {"", "sql"} and bool(_STANDARD.match(body))


def with_signature(name: str, signature: str | None) -> str:
    """Return a routine's name with the types of its arguments, where it has them."""
    return name if signature is None else f"{name}({signature})"
