"""What is kept elsewhere: wrappers, servers, user mappings and foreign tables, made and changed without a secret in any statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_object

from schemac.dialect import Legalizing
from schemac.dialect.legalize import comments
from schemac.errors import Problem
from schemac.model.change import Action, Change, Verb
from schemac.model.definition import Definition
from schemac.model.foreign import FOREIGN, ForeignServer, Subscription, UserMapping, as_texts, is_reference, is_secret, variable, variables
from schemac.model.names import Ref
from schemac.model.objects import Object, Words
from schemac.model.tables import Column, Table
from schemac_dialects.postgresql.subscriptions import TWO_PHASE, subscription_actions

KINDS = frozenset({"foreign_data_wrapper", "foreign_server", "user_mapping", "subscription"})
_CREATING = frozenset({"create_table", "create_partition", "add_column"})

Taken = tuple[str, str, object]
"""A step on the way from one set of options to another: `ADD`, `SET` or `DROP`, the option, and its value."""


def in_texts(words: Words) -> Words:
    """Return the native words of a table or column with its options as the texts that the server keeps."""
    said = words.get(FOREIGN)
    if not isinstance(said, dict):
        return words
    if "server" not in said:
        return words | {FOREIGN: as_texts(said)}
    options = as_texts(said.get("options") or {})
    return words | {FOREIGN: {"server": said["server"]} | ({"options": options} if options else {})}


def told_secrets(definition: Definition) -> Iterator[Problem]:
    """Go through the options of foreign tables that hold a secret, which a definition must not."""
    for table in definition.schema.tables:
        parts: tuple[Table | Column, ...] = (table, *table.columns)
        for part in parts:
            for word, value in _settings(part).items():
                if is_secret(word, of_user=False) and not is_reference(value):
                    hint = f"write {word}: {{env: {variable(table.name, word)}}}, and set that variable where the definition is applied"
                    message = f"{table.ref}: `{word}` is a secret, and a definition holds none"
                    yield Problem("SC220", message, definition.locate(table.ref), hint)


def _settings(item: Table | Column) -> Words:
    """Return the options of a foreign table, or of its column."""
    said = item.options.get(FOREIGN) or {}
    found: Words = (said.get("options") or {}) if isinstance(item, Table) else said
    return found


def around_servers(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with what stands on a server that is made anew taken down before, and put back after."""
    servers = {change.ref.name for change in changes if isinstance(change.after, ForeignServer) and _remade(change)}
    tables = {change.ref for change in changes if change.kind == "table" and _moves(change)}
    if not servers and not tables:
        return list(changes)
    dropped = {change.ref for change in changes if change.verb is Verb.DROP}
    anew = [item for item in context.current if item.ref not in dropped and (_stands_on(item, servers) or item.ref in tables)]
    refs = {item.ref for item in anew}
    left = [change for change in changes if change.ref not in refs and _holder(change) not in refs]
    for item in anew:
        because = f"its server {_server(item)} is made anew" if _server(item) in servers else "where its rows are changes"
        left.append(Change(Verb.DROP, item, None, because=because))
        left.append(Change(Verb.ADD, None, context.desired.objects.get(item.ref, item), because=because))
    return left


def _remade(change: Change) -> bool:
    """Tell whether something must be dropped and made again, because the server cannot alter what differs."""
    if isinstance(change.after, Subscription) and isinstance(change.before, Subscription):
        return change.before.options.get(TWO_PHASE) != change.after.options.get(TWO_PHASE)
    return change.verb is Verb.ALTER and bool({"wrapper", "type"} & set(change.aspects))


def _moves(change: Change) -> bool:
    """Tell whether a table's rows come to another server, or from one, or to one."""
    before, after = change.before, change.after
    if change.verb is not Verb.ALTER or not isinstance(before, Table) or not isinstance(after, Table):
        return False
    return _server(before) != _server(after)


def _holder(change: Change) -> Ref | None:
    """Return the table that a changed part belongs to."""
    return change.table_before.ref if change.table_before is not None else None


def _stands_on(item: Object, servers: set[str]) -> bool:
    return isinstance(item, Table | UserMapping) and _server(item) in servers


def _server(item: object) -> str:
    """Return the server that something foreign needs."""
    if isinstance(item, UserMapping):
        return item.server
    return str((item.options.get(FOREIGN) or {}).get("server", "")) if isinstance(item, Table) else ""


def foreign_parts(change: Change) -> Iterator[Change]:
    """Go through the parts of a change: itself, or a drop and an addition of a server that nothing can make another one."""
    if not _remade(change):
        yield change
        return
    if isinstance(change.after, Subscription):
        yield Change(Verb.DROP, change.before, None, because="what is prepared cannot be changed in place")
        yield Change(Verb.ADD, None, change.after, because="what is prepared cannot be changed in place")
        return
    because = f"its {' and '.join(sorted({'wrapper', 'type'} & set(change.aspects)))} cannot be altered in place"
    yield Change(Verb.DROP, change.before, None, because=because)
    yield Change(Verb.ADD, None, change.after, because=because)


def foreign_actions(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions of one change of a wrapper, a server or a user mapping."""
    kind, subject = change.kind, change.subject
    if isinstance(subject, Subscription) and change.verb is not Verb.RENAME:
        return subscription_actions(change, subject, context)
    match change.verb:
        case Verb.ADD:
            settings: Words = getattr(subject, "settings", {})
            made = [Action(f"create_{kind}", change, {"secrets": tuple(variables(settings))})]
            return [*made, *comments(change, [subject], context.capabilities)]
        case Verb.ALTER:
            fields = _fields(getattr(change.before, "settings", {}), getattr(change.after, "settings", {}))
            altered = [Action(f"alter_{kind}", change, fields)] if set(change.aspects) - {"comment"} else []
            return [*altered, *([Action(f"comment_{kind}", change)] if "comment" in change.aspects else [])]
        case _:
            return [Action(f"{change.verb.value}_{kind}", change)]


def options_changed(change: Change) -> list[Action]:
    """Return the action that changes the options of a foreign table, or of its column."""
    before, after = change.before, change.after
    if not isinstance(before, Table | Column) or not isinstance(after, Table | Column):
        return []
    fields = _fields(_settings(before), _settings(after)) | {"column": after.name if isinstance(after, Column) else ""}
    return [Action("alter_foreign_options", change, fields)] if fields["steps"] else []


def _fields(before: Words, after: Words) -> dict[str, object]:
    taken: list[Taken] = [("SET", word, value) for word, value in after.items() if word in before and before[word] != value]
    taken += [("ADD", word, value) for word, value in after.items() if word not in before]
    taken += [("DROP", word, None) for word in before if word not in after]
    return {"steps": taken, "secrets": tuple(value["env"] for _, _, value in taken if isinstance(value, dict))}


def with_secrets(action: Action) -> Action:
    """Return the action that makes a table or adds a column with the variables that its options refer to."""
    subject = action.change.subject
    if action.template not in _CREATING or not isinstance(subject, Table | Column):
        return action
    parts: tuple[Table | Column, ...] = (subject, *subject.columns) if isinstance(subject, Table) else (subject,)
    found = tuple(name for part in parts if FOREIGN in part.options for name in variables(_settings(part)))
    return replace(action, fields=action.fields | {"secrets": found}) if found else action


def with_texts(table: Table) -> Table:
    """Return a table with the options of its columns as the texts that the server keeps."""
    if not any(FOREIGN in column.options for column in table.columns):
        return table
    columns = tuple(replace_object(column, options=in_texts(column.options)) for column in table.columns)
    return replace_object(table, columns=columns)
