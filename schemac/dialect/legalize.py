"""The legalizing that most engines share: each change becomes the templates that make it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from schemac.dialect.capabilities import Capabilities
from schemac.dialect.record import Legalizing, Unsupported
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.objects import Object
from schemac.model.tables import Part, Table

CONSTRAINTS = frozenset({"primary_key", "unique", "check", "foreign_key", "exclude"})


def legalize(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for each change, one for one, after replacements have been split into a drop and an addition."""
    split = [part for change in changes for part in split_replacement(change, context.capabilities)]
    return [Work((change,), tuple(actions(change, context.capabilities))) for change in split]


def split_replacement(change: Change, can: Capabilities) -> tuple[Change, ...]:
    """Return the change itself, or a drop and an addition where the engine cannot alter what differs.

    Raises Unsupported where it can do neither.
    """
    if change.verb is not Verb.ALTER or all(can.can_alter(change.kind, aspect) for aspect in change.aspects):
        return (change,)
    if change.kind not in can.replace:
        stuck = ", ".join(aspect for aspect in change.aspects if not can.can_alter(change.kind, aspect))
        reason = f"{stuck} of {change.ref} cannot be changed in place"
        raise Unsupported(reason, "rename the old one aside and add a new one, or make the change by hand")
    because = change.because or f"its {', '.join(change.aspects)} cannot be altered in place"
    drop = replace(change, verb=Verb.DROP, after=None, aspects=(), because=because)
    add = replace(change, verb=Verb.ADD, before=None, aspects=(), because=because)
    return drop, add


def template_kind(kind: str) -> str:
    """Return the word for a kind in template names: all constraints share their templates."""
    return "constraint" if kind in CONSTRAINTS else kind


def actions(change: Change, can: Capabilities) -> list[Action]:
    """Return the actions of one change that needs no replacement."""
    kind = template_kind(change.kind)
    match change.verb:
        case Verb.ADD if isinstance(change.after, Table):
            return create_table(change, change.after, can)
        case Verb.ADD:
            verb = "add" if kind in {"column", "constraint"} else "create"
            return [Action(f"{verb}_{kind}", change), *comments(change, [change.subject], can)]
        case Verb.DROP:
            return [Action(f"drop_{kind}", change)]
        case Verb.RENAME:
            return [Action(f"rename_{kind}", change)]
        case Verb.ALTER:
            return [Action(alter_template(kind, aspect), change) for aspect in change.aspects]


def alter_template(kind: str, aspect: str) -> str:
    """Return the template that alters one attribute."""
    return f"comment_{kind}" if aspect == "comment" else f"alter_{kind}_{aspect}"


def create_table(change: Change, table: Table, can: Capabilities) -> list[Action]:
    """Return the actions that make a new table with everything on it."""
    made = [Action("create_table", change)]
    if not can.inline_indexes:
        made += [Action("create_index", part_change(table, index)) for index in table.indexes]
    return made + comments(change, [table, *table.columns, *table.constraints, *table.indexes], can)


def part_change(table: Table, part: Part) -> Change:
    """Return the change that adds one part of a new table."""
    return Change(Verb.ADD, None, part, table, table)


def comments(change: Change, subjects: Iterable[Object | Part], can: Capabilities) -> list[Action]:
    """Return the actions that put comments on what was just made; none where the engine writes them inline."""
    if can.inline_comments:
        return []
    made = []
    for subject in subjects:
        if subject.comment is not None and subject.kind in can.comments:
            owner = change if isinstance(subject, Object) or change.table is None else part_change(change.table, subject)
            made.append(Action(f"comment_{template_kind(subject.kind)}", owner))
    return made
