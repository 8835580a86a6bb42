"""The clauses of one ALTER TABLE divided by their weight, so that what is done at once does not wait for a copy, nor ask for one.

Clauses that only make sense together stay together: a key that takes another's place, a counted column and its key. What speaks of the
same names keeps its order. What copies or writes the rows anew is one statement where one copies, because the copy pays for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, ForeignKey, Index, Part, PrimaryKey, Table, Unique
from schemac_dialects.mysql.charsets import recollated
from schemac_dialects.mysql.costs import way_of_changes
from schemac_dialects.mysql.ways import Way, is_virtual, server_of

Clause = dict[str, object]
_SIMPLE = frozenset(
    {
        "drop_column",
        "drop_primary_key",
        "drop_index",
        "drop_check",
        "drop_foreign_key",
        "add_column",
        "modify_column",
        "add_constraint",
        "add_index",
        "show_index",
        "set_options",
    }
)
_LEAVES, _COMES = ("drop_",), ("add_",)
_PLACES = "in their order"
"""What all clauses speak of that give a column a place."""
_ORDER = (Way.INSTANT, Way.NOTED, Way.REBUILT, Way.SHARED, Way.COPIED, Way.BUILT)
"""What is at once comes first, and indexes are built last, when no copy has to build them a second time."""


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Clauses that stay together, with the changes that they make, their way, and the names that they speak of.

    alone: whether the statement takes nothing else.
    """

    clauses: tuple[Clause, ...]
    changes: tuple[Change, ...]
    way: Way
    names: frozenset[str]
    alone: bool = False


def bundles(action: Action, table: Table, can: Capabilities) -> list[Action]:
    """Return the statements, in order, that make what one makes, each in one way."""
    clauses: Sequence[Clause] = sorted(action.fields["clauses"], key=_rank)
    if any(clause["does"] not in _SIMPLE for clause in clauses):
        return [action]
    if not _is_plain(table) and len(clauses) > 1:
        return [replace(action, fields={**action.fields, "way": Way.COPIED})]
    owned = [_changes_of(clause, action.fields["changes"]) for clause in clauses]
    if not all(owned):
        return [replace(action, fields={**action.fields, "way": Way.COPIED})]
    made = [_bundle(group, owned, clauses, table, can) for group in _together(clauses, table)]
    if any(bundle.way is Way.COPIED for bundle in made):
        made = [replace(each, way=Way.COPIED) if each.way in {Way.REBUILT, Way.SHARED} else each for each in made]
    return [_statement(action, group) for group in _statements(made)]


def _rank(clause: Clause) -> int:
    """Return which clauses come first: what goes does, columns last, because a column takes along what leans on it."""
    return 1 if clause["does"] == "drop_column" else 0 if str(clause["does"]).startswith("drop_") else 2


def _is_plain(table: Table) -> bool:
    """Tell whether a table keeps neither a history nor periods, whose columns hang together in ways of their own."""
    return not table.options.get("system_versioned") and not table.options.get("periods")


def _changes_of(clause: Clause, changes: Sequence[Change]) -> list[Change]:
    """Return the changes that a clause makes."""
    part = clause["part"]
    if isinstance(part, Table):
        return [change for change in changes if isinstance(change.subject, Table)]
    if not isinstance(part, Part):
        return []
    found = [change for change in changes if isinstance(change.subject, Part) and _same(change.subject, part)]
    if isinstance(part, Column):
        found += [change for change in changes if isinstance(change.subject, Check) and _is_its_own(change.subject, part)]
        found += [_as_column(change, part) for change in changes if part.name in recollated(change)]
    return found


def _same(one: Part, other: Part) -> bool:
    return one.kind == other.kind and one.name == other.name


def _is_its_own(check: Check, column: Column) -> bool:
    return check.options.get("level") == "column" and check.name == column.name


def _as_column(change: Change, column: Column) -> Change:
    """Return the change of a column that follows the collation of its table."""
    before = change.before.column(column.name) if isinstance(change.before, Table) else None
    after = change.after if isinstance(change.after, Table) else None
    table = change.before if isinstance(change.before, Table) else None
    return Change(change.verb, before, column, table, after, aspects=("collation",), because=change.because)


def _together(clauses: Sequence[Clause], table: Table) -> list[list[int]]:
    """Return the clauses, by number, in groups that one statement must make, none before what it needs.

    Groups that each need a clause of the other to come first are one.
    """
    pairs = list(combinations(range(len(clauses)), 2))
    names = [{name.lower() for name in _names(clause)} for clause in clauses]
    spoken = [(one, other) for one, other in pairs if names[one] & names[other]]
    group = list(range(len(clauses)))
    tied = [(one, other) for one, other in pairs if any(_tied(clauses[a], clauses[b], table) for a, b in ((one, other), (other, one)))]
    while tied:
        for one, other in tied:
            old, new = group[other], group[one]
            group = [new if each == old else each for each in group]
        after = _followers(group, spoken)
        tied = [(one, other) for one, other in pairs if group[other] in after[group[one]] and group[one] in after[group[other]]]
        tied = [(one, other) for one, other in tied if group[one] != group[other]]
    after = _followers(group, spoken)
    order = sorted(after, key=lambda each: len(after[each]), reverse=True)
    return [[at for at, each in enumerate(group) if each == number] for number in order]


def _followers(group: Sequence[int], spoken: Sequence[tuple[int, int]]) -> dict[int, set[int]]:
    """Return for each group those that come after it, directly or not."""
    after: dict[int, set[int]] = {each: set() for each in dict.fromkeys(group)}
    for one, other in spoken:
        after[group[one]].add(group[other])
    for through, reached in after.items():
        for found in after.values():
            if through in found:
                found.update(reached)
    return {each: found - {each} for each, found in after.items()}


def _tied(one: Clause, other: Clause, table: Table) -> bool:
    """Tell whether a clause makes sense only together with another.

    These are a key and what takes its place, a counted column and its key, and a column that goes and another that was computed from it.
    """
    here, there = one["part"], other["part"]
    if isinstance(here, Column) and isinstance(there, Column):
        return one["does"] == "drop_column" and here.name.lower() in _computed_from(table.column(there.name))
    if isinstance(here, Column) and here.identity is not None:
        return isinstance(there, PrimaryKey | Unique | Index) and here.name in _columns(there)
    replaced = str(one["does"]).startswith(_LEAVES) and str(other["does"]).startswith(_COMES)
    if not replaced or not isinstance(here, Part) or not isinstance(there, Part) or isinstance(here, Column) or isinstance(there, Column):
        return False
    if isinstance(here, PrimaryKey) and isinstance(there, PrimaryKey):
        return True
    keys = isinstance(here, Unique | Index) and isinstance(there, Unique | Index | PrimaryKey)
    return here.name == there.name or (keys and _columns(here)[:1] == _columns(there)[:1])


def _computed_from(column: Column | None) -> set[str]:
    """Return the names in what a column is computed from, or in its default, in lower case."""
    if column is None:
        return set()
    return {name.lower() for name in identifiers(column.generated.sql if column.generated is not None else column.default or "")}


def _columns(part: Part) -> tuple[str, ...]:
    """Return the columns of a key, in its order."""
    if isinstance(part, PrimaryKey | Unique | ForeignKey):
        return part.columns
    return tuple(key.column for key in part.keys) if isinstance(part, Index) else ()


def _bundle(group: Sequence[int], owned: Sequence[Sequence[Change]], clauses: Sequence[Clause], table: Table, can: Capabilities) -> _Bundle:
    """Return one group of clauses with what is known of it."""
    changes = tuple({id(change): change for at in group for change in owned[at]}.values())
    chosen = tuple(clauses[at] for at in group)
    names = frozenset(name.lower() for clause in chosen for name in _names(clause))
    virtual = any(isinstance(clause["part"], Column) and is_virtual(clause["part"]) for clause in chosen)
    computed = any(isinstance(clause["part"], Index) and any(key.sql for key in clause["part"].keys) for clause in chosen)
    fragile = server_of(can).mariadb and (virtual or any(is_virtual(column) for column in table.columns))
    way = Way.COPIED if computed and len(chosen) > 1 else way_of_changes(changes, can)
    return _Bundle(chosen, changes, way, names, fragile or computed)


def _names(clause: Clause) -> Iterator[str]:
    """Go through the names that a clause speaks of."""
    part = clause["part"]
    match part:
        case Column():
            yield part.name
            yield from _computed_from(part)
            if clause["does"] == "add_column" or clause.get("place"):
                yield _PLACES
        case Check():
            yield from identifiers(part.sql)
        case Index():
            yield from (name for key in part.keys for name in (key.column, *identifiers(key.sql)) if name)
        case PrimaryKey() | Unique() | ForeignKey():
            yield from part.columns
        case _:
            pass


def _statements(made: Sequence[_Bundle]) -> list[list[_Bundle]]:
    """Return the bundles that share a statement, in the order of the statements: the lightest first, but nothing before what it needs."""
    slots: dict[tuple[int, int, int], list[_Bundle]] = {}
    placed: list[tuple[tuple[int, int, int], _Bundle]] = []
    for number, bundle in enumerate(made):
        weight = _ORDER.index(bundle.way)
        own = number if bundle.alone and bundle.way < Way.COPIED else -1
        after = max((slot for slot, earlier in placed if earlier.names & bundle.names), default=(0, -1, -1))
        slot = (after[0], weight, own)
        if slot < after:
            slot = (after[0] + 1, weight, own)
        placed.append((slot, bundle))
        slots.setdefault(slot, []).append(bundle)
    return [slots[slot] for slot in sorted(slots)]


def _statement(action: Action, group: Sequence[_Bundle]) -> Action:
    """Return one statement of the divided one."""
    clauses = [clause for bundle in group for clause in bundle.clauses]
    changes = tuple(change for bundle in group for change in bundle.changes)
    way = max(bundle.way for bundle in group)
    fields = {**action.fields, "clauses": clauses, "changes": changes, "way": way}
    return replace(action, change=_about(action.change, changes), fields=fields)


def _about(change: Change, changes: Sequence[Change]) -> Change:
    """Return what a statement is about: its only change, or the table as a whole."""
    return changes[0] if len(changes) == 1 and changes[0].table_before is not None else change
