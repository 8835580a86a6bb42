"""Domains inside arrays and other types, whose values the server does not look through for a new check."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.errors import SchemaError
from schemac.model.definition import Definition
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase

HOLDERS: dict[str, dict[str, Any]] = {
    "price[]": {},
    "pair": {"composites": {"pair": {"attributes": {"a": "price"}}}},
    "span": {"ranges": {"span": {"subtype": "price"}}},
    "prices": {"domains": {"prices": {"type": "price[]"}}},
    "dear[]": {"domains": {"dear": {"type": "price"}}},
}


def priced(column: str | None, **words: Any) -> Definition:
    """Return a definition of a domain with some words, and of a table with a column of a type that holds it, if any."""
    parts = HOLDERS.get(str(column), {})
    columns = {"id": "int", **({"held": column} if column else {})}
    domains = {"price": {"type": "numeric", **words}, **parts.get("domains", {})}
    return defined(**{**parts, "domains": domains, "tables": {"t": {"columns": columns}}})


@pytest.mark.parametrize("words", [{"checks": {"sane": {"sql": "value > 0"}}}, {"nullable": False}])
@pytest.mark.parametrize("column", HOLDERS)
def test_a_domain_held_inside_gets_no_check_by_itself(postgresql_database: ScratchDatabase, column: str, words: dict[str, Any]) -> None:
    """The server refuses it, so the plan does, naming the column and the word that makes the check one of new values only."""
    with at(postgresql_database) as database:
        move(database, priced(column))
        with pytest.raises(SchemaError, match=r"SC320.*domain price.*t\.held.*valid: false"):
            move(database, priced(column, **words))


def test_a_domain_held_inside_gets_a_check_of_new_values(postgresql_database: ScratchDatabase) -> None:
    """The way out of the refusal is one that the server takes; a check goes, and gets a comment, as ever."""
    check = {"sql": "value > 0", "valid": False}
    with at(postgresql_database) as database:
        moved_twice(database, priced("price[]"), priced("price[]", checks={"sane": check}))
        moved_twice(database, priced("price[]", checks={"sane": check | {"comment": "x"}}), priced("price[]"))


@pytest.mark.parametrize("column", HOLDERS)
def test_a_domain_is_checked_while_nothing_holds_it_inside(postgresql_database: ScratchDatabase, column: str) -> None:
    """A column that comes in the same plan comes after the check, and one that goes before it."""
    checked = {"checks": {"sane": {"sql": "value > 0"}}}
    other = {"checks": {"other": {"sql": "value > 1"}}}
    with at(postgresql_database) as database:
        for definition in (priced(None), priced(column, **checked), priced(None, **other)):
            moved_twice(database, definition)
