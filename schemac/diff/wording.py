"""What stands beside tables, said in the words of what is live."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace as replace_definition
from typing import Any

from msgspec.structs import replace

from schemac.diff.meaning import Ladder
from schemac.diff.pairing import paired_indexes
from schemac.model.definition import Definition
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


def without_silent_words(definition: Definition) -> Definition:
    """Return a definition that says nothing of what is left as the database has it; a rename changes what is usual there."""
    silent = definition.silent
    said = [table for table in definition.schema.tables if any(not silent.isdisjoint(column.options) for column in table.columns)]
    freed = [
        replace(
            table,
            columns=tuple(
                replace(column, options={word: value for word, value in column.options.items() if word not in silent})
                for column in table.columns
            ),
        )
        for table in said
    ]
    return replace_definition(definition, schema=definition.schema.having(freed)) if freed else definition


def in_words_of_options(live: Table, table: Table, sql_words: AbstractSet[str], ladder: Ladder) -> dict[str, Any]:
    """Return a table's native words with those that are SQL in the live table's words."""
    options = dict(table.options)
    for word in sql_words & options.keys() & live.options.keys():
        wanted, found = options[word], live.options[word]
        if isinstance(wanted, str) and isinstance(found, str):
            options[word] = found if ladder.same(table.ref, f"options.{word}", wanted, found, table) else wanted
        if not isinstance(wanted, list) or not isinstance(found, list) or len(wanted) != len(found):
            continue
        options[word] = [
            other if ladder.same(table.ref, f"options.{word}.{at}", str(text), str(other), table) else text
            for at, (text, other) in enumerate(zip(wanted, found, strict=True))
        ]
    return options
