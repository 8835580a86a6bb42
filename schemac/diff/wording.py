"""What stands beside tables, said in the words of what is live."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec.structs import replace

from schemac.diff.meaning import Ladder
from schemac.diff.pairing import paired_indexes
from schemac.model.names import Ref, parse_name
from schemac.model.relations import MaterializedView, Policy, Publication, Statistics
from schemac.model.schema import Schema
from schemac.model.tables import Table

_WHERE = " where ("


def in_words_of_view(live: MaterializedView, view: MaterializedView, derived: frozenset[Ref], ladder: Ladder) -> MaterializedView:
    """Return a materialized view with query and indexes in the live one's words; one that may be empty is as full as the live one."""
    if ladder.same(view.ref, "sql", view.sql, live.sql, view):
        view = replace(view, sql=live.sql, columns=view.columns or live.columns)
    indexes = paired_indexes(live.holder, view.holder, derived, ladder)
    return replace(view, indexes=indexes, populated=view.populated or live.populated)


def in_words_of_policy(live: Policy, policy: Policy, ladder: Ladder, table: Table | None) -> Policy:
    """Return a policy with its expressions in the live one's words."""
    said = {
        attribute: getattr(live, attribute)
        for attribute in ("using", "check")
        if getattr(policy, attribute)
        and getattr(live, attribute)
        and ladder.same(policy.ref, attribute, getattr(policy, attribute), getattr(live, attribute), policy, table)
    }
    return replace(policy, **said) if said else policy


def unsaid(live: Mapping[str, Any], words: Mapping[str, Any], silent: AbstractSet[str]) -> dict[str, Any]:
    """Return native words with those of the live one added of which nothing is said."""
    return {**{word: value for word, value in live.items() if word in silent}, **words}


def in_words_of_statistics(live: Statistics, wanted: Statistics, ladder: Ladder, holder: Table | None) -> Statistics:
    """Return statistics with their expressions in the live words."""
    if len(live.columns) != len(wanted.columns) or live.columns == wanted.columns:
        return wanted
    columns = []
    for at, (column, other) in enumerate(zip(wanted.columns, live.columns, strict=True)):
        pair = column.startswith("(") and other.startswith("(")
        same = pair and ladder.same(wanted.ref, f"keys.{at}", column[1:-1], other[1:-1], wanted, holder)
        columns.append(other if same else column)
    return replace(wanted, columns=tuple(columns))


def in_words_of_publication(live: Publication, wanted: Publication, ladder: Ladder, current: Schema) -> Publication:
    """Return a publication with the conditions of its tables in the live words."""
    found = {entry.partition(_WHERE)[0]: entry for entry in live.tables}
    tables = []
    for at, entry in enumerate(wanted.tables):
        head, where, condition = entry.partition(_WHERE)
        other = found.get(head, "")
        if where and other != entry and _WHERE in other:
            holder = current.table(parse_name(head.partition(" ")[0]))
            text = other.partition(_WHERE)[2][:-1]
            same = ladder.same(wanted.ref, f"tables.{at}", condition[:-1], text, wanted, holder)
            tables.append(other if same else entry)
            continue
        tables.append(entry)
    return replace(wanted, tables=tuple(tables))
