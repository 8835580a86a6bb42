"""Routines, triggers and the like in the server's terms, and the changes that they allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.errors import Problem
from schemac.model.change import Action, Change, Verb
from schemac.model.definition import Definition
from schemac.model.objects import Object
from schemac.model.programs import EventTrigger, Routine, Rule, Trigger
from schemac.model.schema import Schema
from schemac.model.sql_text import tokens
from schemac_dialects.postgresql.inspect_programs import EVENTS
from schemac_dialects.postgresql.parens import unwrapped
from schemac_dialects.postgresql.quoting import literal, quote
from schemac_dialects.postgresql.routines import normalized, replaceable

_ORDER = [event for event, _ in EVENTS]
_LISTS = frozenset({"search_path", "temp_tablespaces", "session_preload_libraries", "shared_preload_libraries", "local_preload_libraries"})


def in_terms(item: Object, schema: Schema) -> Object:
    """Return an object of these kinds as the server would hold it; any other as it is."""
    match item:
        case Routine():
            return normalized(item, schema)
        case Trigger():
            return replace(
                item,
                timing=item.timing or "before",
                events=tuple(sorted(item.events, key=_ORDER.index)),
                level=item.level or "statement",
                when=unwrapped(item.when),
                execute=call(item.execute),
                from_table=item.from_table.removeprefix("public."),
            )
        case EventTrigger():
            tags = tuple(tag.upper() for tag in item.tags)
            return replace(item, event=item.event.lower(), tags=tags, execute=call(item.execute))
        case Rule():
            return replace(item, sql=item.sql.strip().rstrip(";").rstrip())
        case _:
            return item


def faults(definition: Definition) -> Iterator[Problem]:
    """Go through what the triggers of a definition ask for that no trigger of PostgreSQL can have."""
    for item in definition.schema:
        if isinstance(item, Trigger) and not item.execute:
            hint = "write a function and call it: dialects: {postgresql: {execute: name(), body: ''}}"
            yield Problem(
                "SC303", f"{item.ref}: a trigger of PostgreSQL calls a function and has no body", definition.locate(item.ref), hint
            )


def call(text: str) -> str:
    """Return the call of a trigger's function as the server prints it: every argument a text, the default namespace left out."""
    function, opening, rest = text.strip().rstrip(";").removeprefix("public.").partition("(")
    inner = rest.rstrip().removesuffix(")")
    arguments = []
    part = ""
    for token in tokens(inner):
        if token.text == ",":
            arguments.append(part)
            part = ""
        else:
            part += token.text
    if part.strip() or arguments:
        arguments.append(part)
    spelled = ", ".join(one.strip() if "'" in one else literal(one.strip()) for one in arguments)
    return f"{function.strip()}({spelled})" if opening else f"{function.strip()}()"


def split_program(change: Change) -> Iterator[Change] | None:
    """Return a change of a routine as what can be done about it; None for a change of anything else."""
    before, after = change.before, change.after
    if change.verb is not Verb.ALTER or not isinstance(before, Routine) or not isinstance(after, Routine):
        return None
    if change.aspects == ("comment",) or replaceable(before, after):
        return iter((change,))
    because = "what it takes and gives cannot be changed in place"
    drop = replace_change(change, verb=Verb.DROP, after=None, aspects=(), because=because)
    return iter((drop, replace_change(change, verb=Verb.ADD, before=None, aspects=(), because=because)))


def program_actions(change: Change) -> list[Action] | None:
    """Return the actions of a change of these kinds that has more than one, or one of a name of its own; None for any other change."""
    subject = change.subject
    match change.verb, subject:
        case Verb.ADD | Verb.ALTER, Routine():
            made = [Action("session_bodies", change)] if getattr(subject, "language", "internal") not in {"c", "internal"} else []
            fields = {"replace": change.verb is Verb.ALTER}
            if change.verb is Verb.ADD or set(change.aspects) != {"comment"}:
                made.append(Action(f"create_{subject.kind}", change, fields))
            else:
                made = []
            commented = "comment" in change.aspects if change.verb is Verb.ALTER else subject.comment is not None
            return [*made, Action(f"comment_{subject.kind}", change)] if commented else made
        case Verb.ADD, Trigger() | Rule() | EventTrigger():
            made = [Action(f"create_{subject.kind}", change)]
            if subject.state:
                made.append(Action(f"alter_{subject.kind}_state", change))
            return [*made, Action(f"comment_{subject.kind}", change)] if subject.comment is not None else made
        case _:
            return None


def dollar(text: str) -> str:
    """Return a text between dollar quotes that do not stand in it."""
    tag, number = "$function$", 0
    while tag in text or text.endswith(tag[:-1]):
        number += 1
        tag = f"$function{number}$"
    return f"{tag}{text}{tag}"


def dotted(text: str) -> str:
    """Return a dotted name with each part quoted where it needs it."""
    return ".".join(quote(part) for part in text.split("."))


def setting_value(value: str, name: str) -> str:
    """Return a setting's value as SQL; in settings that are lists, each item by itself."""
    if name.lower() not in _LISTS:
        return literal(str(value))
    items = [item.strip() for item in str(value).split(",")]
    return ", ".join(literal(item[1:-1].replace('""', '"') if item.startswith('"') else item) for item in items)


FILTERS: Mapping[str, Callable[..., str]] = {"dollar": dollar, "dotted": dotted, "setting": dotted, "setting_value": setting_value}
