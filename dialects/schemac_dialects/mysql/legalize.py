"""Changes as MySQL and MariaDB make them: all changes of one table in one ALTER TABLE, foreign keys apart, views made anew."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_object

from schemac.dialect import Legalizing, Unsupported
from schemac.dialect.hanging import gone_with_owner, with_hanging
from schemac.dialect.legalize import split_replacement
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.objects import View
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, ForeignKey, Index, IndexKey, Table
from schemac_dialects.mysql.alter import alter_table
from schemac_dialects.mysql.blocking import blocking_keys, freed, leaving, takers
from schemac_dialects.mysql.casting import cast_apart
from schemac_dialects.mysql.programs import KINDS, program_work, split_program, with_followers
from schemac_dialects.mysql.renaming import rename_works


def legalize(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for the changes, each table's merged into as few statements as the server allows."""
    split = [part for change in changes for part in split_program(change) or split_replacement(change, context.capabilities)]
    split += blocking_keys(split, context)
    split = with_followers(with_hanging(split, context), context)
    hanging = gone_with_owner(split)
    silent = {id(change) for found in hanging.values() for change in found}
    altered = {change.table.full_name for change in split if change.table is not None and _alters(change)}
    split = freed(split, altered)
    defaults = dict(context.capabilities.defaults)
    renames = [change for change in split if change.verb is Verb.RENAME]
    tables: dict[Name, list[Change]] = {}
    works: list[Work] = rename_works(renames, context)
    for change in _without_early_keys(split, altered):
        if id(change) in silent:
            continue
        if change.verb is Verb.RENAME:
            continue
        if change.verb is Verb.DROP and change.ref in hanging:
            works.append(Work((change, *hanging[change.ref]), _whole(change, defaults).actions))
        elif change.kind in KINDS:
            works.append(program_work(change, split, context))
        elif _alters(change) and change.table is not None:
            tables.setdefault(change.table.full_name, []).append(change)
        else:
            works.append(_whole(change, defaults))
    views = {change.ref for change in split if isinstance(change.subject, View)}
    works += [_replaced(view, because) for view, because in _stale_views(renames, context) if view.ref not in views]
    words = frozenset().union(*(identifiers(_sql(work)) for work in works))
    bound = {name for found in tables.values() for change in found for name in _bound(change)}
    taken = takers(split, context.capabilities)
    for name, found in tables.items():
        apart = name.name in words or name.name.lower() in words or name in bound
        rest, cast = cast_apart(found, context.casts)
        works += cast
        works += _altered(rest, leaving(rest, taken), defaults, apart=apart)
    return works


def _without_early_keys(changes: Sequence[Change], altered: Container[Name]) -> list[Change]:
    """Return the changes with new tables freed of foreign keys to tables that this plan alters; the keys are added once that is done."""
    made: list[Change] = []
    for change in changes:
        table = change.after
        if change.verb is not Verb.ADD or not isinstance(table, Table):
            made.append(change)
            continue
        early = [part for part in table.constraints if isinstance(part, ForeignKey) and part.table in altered]
        free = replace_object(table, constraints=tuple(part for part in table.constraints if part not in early))
        made.append(replace(change, after=free) if early else change)
        because = "the table it refers to is altered first"
        made += [Change(Verb.ADD, None, part, free, table, because=because) for part in early]
    return made


def _bound(change: Change) -> Iterator[Name]:
    """Go through the tables on both sides of a foreign key that is added; nothing for any other change."""
    if isinstance(change.subject, ForeignKey) and change.verb is Verb.ADD and change.table is not None:
        yield change.table.full_name
        yield change.subject.table


def _sql(work: Work) -> str:
    """Return the query of the view that a piece of work makes; nothing for other work."""
    subject = work.changes[0].subject
    return subject.sql if isinstance(subject, View) and work.changes[0].verb is not Verb.DROP else ""


def _alters(change: Change) -> bool:
    """Tell whether a change alters a table, by more than a new name."""
    if change.verb is Verb.RENAME:
        return False
    return change.table_after is not None or (isinstance(change.subject, Table) and change.verb is Verb.ALTER)


def _whole(change: Change, defaults: Mapping[str, str]) -> Work:
    """Return the work for a change to a whole object."""
    match change.verb, change.subject:
        case Verb.ADD, Table() as table:
            return Work((change,), (Action("create_table", change, create_fields(table)),))
        case Verb.ADD, View() as view:
            return _view(view, change, replaced=False)
        case Verb.ADD, subject:
            return Work((change,), (Action(f"create_{subject.kind}", change),))
        case Verb.ALTER, View() as view:
            return _replaced(view, change.because, change)
        case Verb.ALTER, NumberSequence():
            return _sequence(change, defaults)
        case Verb.ALTER, subject:
            return Work((change,), (Action(f"alter_{subject.kind}", change),))
        case _, subject:
            return Work((change,), (Action(f"drop_{subject.kind}", change),))


def _sequence(change: Change, defaults: Mapping[str, str]) -> Work:
    """Return the work that changes a sequence: its numbers as a sequence, its comment and its engine as the table that it is."""
    aspects = set(change.aspects)
    made = []
    if aspects - {"comment", "options"}:
        made.append(Action("alter_sequence", change))
    if aspects & {"comment", "options"}:
        made.append(Action("alter_sequence_table", change, {"usual": defaults.get("engine", "InnoDB")}))
    return Work((change,), tuple(made))


def create_fields(table: Table) -> dict[str, object]:
    """Return a new table's constraints apart: keys, rules between columns and tables, and the checks of single columns."""
    checks: dict[str, list[Check]] = {}
    for part in table.constraints:
        if isinstance(part, Check) and part.options.get("level") == "column":
            checks.setdefault(part.name, []).append(part)
    others = [part for part in table.constraints if not (isinstance(part, Check) and part.options.get("level") == "column")]
    rank = {"primary_key": 0, "unique": 1, "foreign_key": 2, "check": 3}
    others.sort(key=lambda part: rank[part.kind])
    keys = [part for part in others if part.kind in {"primary_key", "unique"}]
    return {"keys": keys, "rules": others[len(keys) :], "checks": checks}


def _replaced(view: View, because: str, change: Change | None = None) -> Work:
    """Return the work that puts a view in the place of the one of its name."""
    made = change or Change(Verb.ALTER, view, view, aspects=("sql",), because=because)
    return _view(view, made, replaced=True)


def _view(view: View, change: Change, *, replaced: bool) -> Work:
    """Return the work that makes a view, in the character set of whoever made it first.

    Raises Unsupported where the view's text cannot be sent in that character set.
    """
    made = Action("create_view", change, {"replace": replaced})
    charset = view.options.get("charset")
    if charset is None:
        return Work((change,), (made,))
    if not str(charset).startswith("utf8") and not view.sql.isascii():
        reason = f"{change.ref} was made in the character set {charset}, and its text goes beyond ASCII"
        raise Unsupported(reason, "take the words charset and collation off the view")
    usual = Action("set_names", change, {"charset": "", "collation": ""})
    own = Action("set_names", change, {"charset": charset, "collation": view.options.get("collation", "")})
    return Work((change,), (own, made, usual))


def _stale_views(renames: Sequence[Change], context: Legalizing) -> list[tuple[View, str]]:
    """Return the views that mention something renamed, as they must read now: the servers do not follow renames inside views."""
    found: list[tuple[View, str]] = []
    for view in context.current.views:
        words = identifiers(view.sql)
        for change in renames:
            if change.kind in {"table", "column", "view"} and {change.subject.name, change.subject.name.lower()} & words:
                wanted = context.desired.objects.get(view.ref)
                found.append((wanted if isinstance(wanted, View) else view, f"it mentions {change.ref}, which has a new name"))
                break
    return found


def _altered(changes: Sequence[Change], leaving: Sequence[Change], defaults: Mapping[str, str], *, apart: bool) -> list[Work]:
    """Return one table's changes as work: foreign keys dropped first, added last, everything else in between at once.

    leaving: the checks that go with the keys, because another table takes their names.
    apart: views that read this table, or foreign keys to or from it, are made in the same plan: columns come before these, and go after.
    """
    dropped = [change for change in changes if isinstance(change.subject, ForeignKey) and change.verb is Verb.DROP]
    added = [change for change in changes if isinstance(change.subject, ForeignKey) and change.verb is Verb.ADD]
    dropped += leaving
    rest = [change for change in changes if not isinstance(change.subject, ForeignKey) and change not in leaving]
    late: list[Change] = []
    if apart:
        late = [change for change in rest if change.verb is Verb.DROP and isinstance(change.subject, Column)]
        if len(late) == len(rest) or any(isinstance(change.subject, Column) and change.subject.identity for change in late):
            late = []
        rest = [change for change in rest if change not in late]
    rebuilt = _own_again(dropped, added)
    return [alter_table(group, defaults, rebuilt if group is added else ()) for group in (dropped, rest, late, added) if group]


def _own_again(dropped: Sequence[Change], added: Sequence[Change]) -> list[Index]:
    """Return the indexes that a new foreign key would take the place of: the server drops one that it made for a key that is gone.

    Nobody can tell such an index from one that somebody asked for, so what stands under the columns of a replaced key is made anew.
    """
    gone = {change.subject.columns for change in dropped if isinstance(change.subject, ForeignKey)}
    made: list[Index] = []
    for change in added:
        key, before, after = change.subject, change.table_before, change.table_after
        if not isinstance(key, ForeignKey) or key.columns not in gone or before is None or after is None:
            continue
        plain = tuple(IndexKey(column=column) for column in key.columns)
        kept = [index for index in after.indexes if index in before.indexes and index.name != key.name]
        made += [index for index in kept if index.keys == plain and index not in made]
    return made
