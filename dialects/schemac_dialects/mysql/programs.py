"""Routines, triggers and events in the server's terms, and the work that changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.errors import Problem
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.definition import Definition
from schemac.model.objects import Object, Words
from schemac.model.programs import Event, Function, Procedure, Routine, Trigger
from schemac.model.sql_text import tokens
from schemac_dialects.mysql.quoting import quote

KINDS = frozenset({"function", "procedure", "trigger", "event"})
_ALTERED = frozenset({"security", "data_access"})
_USUAL: Words = {"deterministic": False, "data_access": "contains sql", "security": "definer", "aggregate": False}
_FOREIGN = ("when", "execute", "constraint", "deferrable", "from_table", "old_table", "new_table", "state", "columns")


def in_terms(item: Object, *, heads: bool) -> Object:
    """Return an object of these kinds as the server would hold it, triggers with their heads or without; any other as it is."""
    match item:
        case Function() | Procedure():
            language = "" if item.language.lower() == "sql" else item.language
            options = {word: value for word, value in item.options.items() if value != _USUAL.get(word) and value not in ("", None)}
            return replace(item, signature=None, language=language, body=_bare(item.body), comment=item.comment or None, options=options)
        case Trigger():
            made = replace(item, timing=item.timing or "before", level=item.level or "row", body=_bare(item.body))
            return replace(
                made, head=item.head if heads and _said(item.head) == _said(plain_head(made)) and item.head != plain_head(made) else ""
            )
        case Event():
            return replace(item, schedule=_lower(item.schedule), body=_bare(item.body), comment=item.comment or None)
        case _:
            return item


def faults(definition: Definition, title: str) -> Iterator[Problem]:
    """Go through what the triggers of a definition ask for that no trigger of these servers can have."""
    for item in definition.schema:
        if not isinstance(item, Trigger):
            continue
        reason = next((f"{title}'s triggers have no `{word}`" for word in _FOREIGN if getattr(item, word)), "")
        if len(item.events) != 1 or item.events[0] == "truncate":
            reason = f"a trigger of {title} runs at one of insert, update and delete"
        elif item.level == "statement" or item.timing == "instead of":
            reason = f"{title}'s triggers run before or after each row"
        if reason or not item.body:
            name = title.lower()
            hint = f"write it for {title} under dialects: {{{name}: {{body: ...}}}}, or leave it out there with {{skip: true}}"
            yield Problem("SC303", f"{item.ref}: {reason or 'it has no `body`'}", definition.locate(item.ref), hint)


def plain_head(trigger: Trigger) -> str:
    """Return what stands between CREATE and the body of a trigger where nobody wrote it otherwise."""
    event = trigger.events[0] if trigger.events else ""
    return f"TRIGGER {quote(trigger.name)} {trigger.timing.upper()} {event.upper()} ON {quote(trigger.table)} FOR EACH ROW\n"


def split_program(change: Change) -> list[Change] | None:
    """Return a change of a routine or trigger as what can be done about it; None for one of anything else."""
    before, after = change.before, change.after
    if change.verb is not Verb.ALTER or before is None or not isinstance(after, Routine | Trigger | Event):
        return None
    if isinstance(after, Event) and (not isinstance(before, Event) or _ends(before) <= _ends(after)):
        return [change]
    differing = {word for word in {*before.options, *after.options} if before.options.get(word) != after.options.get(word)}
    if isinstance(after, Routine) and set(change.aspects) <= {"comment", "options"} and differing <= _ALTERED:
        return [change]
    because = change.because or f"its {', '.join(change.aspects)} cannot be altered in place"
    drop = replace_change(change, verb=Verb.DROP, after=None, aspects=(), because=because)
    return [drop, replace_change(change, verb=Verb.ADD, before=None, aspects=(), because=because)]


def _ends(event: Event) -> bool:
    """Tell whether an event's schedule ends some day, which no ALTER takes back."""
    return any(token.text == "ends" for token in tokens(event.schedule))


def with_followers(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with the triggers made anew that run after one that is made anew, so that their order stays."""
    made = list(changes)
    waiting = [change.subject for change in changes if change.verb is Verb.ADD and isinstance(change.subject, Trigger)]
    while waiting:
        first = waiting.pop()
        for item in context.current:
            wanted = context.desired.objects.get(item.ref, item)
            if not isinstance(wanted, Trigger) or (wanted.follows, wanted.table) != (first.name, first.table):
                continue
            if any(change.ref == item.ref for change in made):
                continue
            because = f"it follows {first.ref}, which is made anew"
            made += [Change(Verb.DROP, item, None, because=because), Change(Verb.ADD, None, wanted, because=because)]
            waiting.append(wanted)
    return made


def program_work(change: Change, changes: Sequence[Change], context: Legalizing) -> Work:
    """Return the work of one change: the session as it was when the program was written, the statement, the session as it is else."""
    subject = change.subject
    if change.verb is Verb.DROP:
        return Work((change,), (Action(f"drop_{subject.kind}", change),))
    verb = "create" if change.verb is Verb.ADD else "alter"
    fields = {"follows": _follows(change, changes, context)} if isinstance(subject, Trigger) else {}
    usual = dict(context.capabilities.defaults)
    own = usual | {word: str(value) for word, value in subject.options.items()}
    if isinstance(subject, Trigger):
        fields["head"] = subject.head or plain_head(subject)
    ascii_only = getattr(subject, "body", "").isascii()
    around = list(_settings(change, own, usual, ascii_only=ascii_only))
    after = [Action(action.template, change, {"value": action.fields["usual"], "usual": ""}) for action in around]
    before = [Action(action.template, change, {"value": action.fields["value"], "usual": ""}) for action in around]
    return Work((change,), (*before, Action(f"{verb}_{subject.kind}", change, fields), *after))


def _settings(change: Change, own: Mapping[str, str], usual: Mapping[str, str], *, ascii_only: bool) -> Iterator[Action]:
    """Go through the settings of the session that a program keeps, each with the value before and the value after."""
    if "sql_mode" in own:
        yield Action("session_mode", change, {"value": own["sql_mode"], "usual": usual.get("session_mode", own["sql_mode"])})
    subject = change.subject
    if "charset" in subject.options and ascii_only:
        value = (str(subject.options["charset"]), str(subject.options.get("collation", "")))
        yield Action("session_names", change, {"value": value, "usual": ("utf8mb4", usual.get("client_collation", ""))})
    if "time_zone" in subject.options:
        yield Action("session_zone", change, {"value": str(subject.options["time_zone"]), "usual": usual.get("time_zone", "SYSTEM")})


def _follows(change: Change, changes: Sequence[Change], context: Legalizing) -> str:
    """Return the trigger after which a new one is put, if that is there; else the one before which it must stand is rebuilt."""
    trigger = change.subject
    if not isinstance(trigger, Trigger) or not trigger.follows:
        return ""
    ref = trigger.ref._replace(name=trigger.follows)
    gone = any(each.verb is Verb.DROP and each.ref == ref for each in changes) and not any(
        each.verb is Verb.ADD and each.ref == ref for each in changes
    )
    return trigger.follows if (ref in context.desired.objects or ref in context.current.objects) and not gone else ""


def _bare(body: str) -> str:
    """Return a body without blanks around it and without a closing semicolon."""
    return body.strip().rstrip(";").rstrip()


def _said(head: str) -> list[str]:
    """Return the words of a head, quotes and letters' case left aside."""
    return [(token.identifier or token.text).lower() for token in tokens(head) if token.kind != "space"]


def _lower(text: str) -> str:
    """Return a text with its words in lower case and its strings as they are, blanks made one."""
    return " ".join("".join(token.text if token.kind == "string" else token.text.lower() for token in tokens(text)).split())
