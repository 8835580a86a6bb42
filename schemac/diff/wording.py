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
from schemac.model.names import Ref
from schemac.model.relations import MaterializedView, Policy
from schemac.model.tables import Table


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
        if not isinstance(wanted, list) or not isinstance(found, list) or len(wanted) != len(found):
            continue
        options[word] = [
            other if ladder.same(table.ref, f"options.{word}.{at}", str(text), str(other), table) else text
            for at, (text, other) in enumerate(zip(wanted, found, strict=True))
        ]
    return options
