"""What the model does not hold is named, and nothing that it stands on is taken away from it."""

from __future__ import annotations

import pytest

from schemac.api.planning import plan
from schemac.errors import SchemaError
from tests.live.postgresql.moving import at, defined
from tests.servers.database import ScratchDatabase

THINGS = """
    CREATE TYPE pair AS (a integer, b integer);
    CREATE FUNCTION pair_text(pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'select $1.a::text';
    CREATE FUNCTION pair_less(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select $1.a < $2.a';
    CREATE CAST (pair AS text) WITH FUNCTION pair_text(pair);
    CREATE OPERATOR <<< (LEFTARG = pair, RIGHTARG = pair, FUNCTION = pair_less);
    CREATE OPERATOR FAMILY pairs USING btree;
    CREATE OPERATOR CLASS pair_ops FOR TYPE pair USING hash AS STORAGE pair;
    CREATE DEFAULT CONVERSION to_utf FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
    CREATE ACCESS METHOD heap_again TYPE TABLE HANDLER heap_tableam_handler;
    CREATE TEXT SEARCH DICTIONARY plain_words (TEMPLATE = simple);
    CREATE TEXT SEARCH TEMPLATE plain_template (LEXIZE = dsimple_lexize);
    CREATE TEXT SEARCH PARSER plain_parser
        (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
    CREATE TEXT SEARCH CONFIGURATION plain_search (COPY = simple)
"""


def test_every_kind_that_is_not_modelled_is_named(postgresql_database: ScratchDatabase) -> None:
    """Each kind stands in the census by kind and name."""
    postgresql_database.execute(THINGS)
    with at(postgresql_database) as database:
        found = [(thing.kind, thing.name) for thing in database.inspect().census]
    assert [
        ("access method", "heap_again"),
        ("cast", "pair as text"),
        ("conversion", "to_utf"),
        ("operator", "<<<"),
        ("operator class", "pair_ops"),
        ("operator family", "pairs"),
        ("text search configuration", "plain_search"),
        ("text search dictionary", "plain_words"),
        ("text search parser", "plain_parser"),
        ("text search template", "plain_template"),
    ] == found


@pytest.mark.parametrize(("thing", "kept"), [("cast", "pair_less"), ("operator", "pair_text")])
def test_what_something_unmodelled_stands_on_is_not_taken_away(postgresql_database: ScratchDatabase, thing: str, kept: str) -> None:
    """Dropping the function behind a cast or an operator is refused before anything is touched, and the error names it."""
    postgresql_database.execute(THINGS)
    body = {"returns": "text" if kept == "pair_text" else "boolean", "body": "select null"}
    arguments = "pair" if kept == "pair_text" else "pair, pair"
    wanted = defined(composites={"pair": {"attributes": {"a": "integer", "b": "integer"}}}, functions={f"{kept}({arguments})": body})
    with at(postgresql_database) as database, pytest.raises(SchemaError, match=f"SC320.*{thing} .* depends on function"):
        plan(database, wanted, prune=True)


def test_a_type_that_something_unmodelled_stands_on_is_not_dropped(postgresql_database: ScratchDatabase) -> None:
    """The same holds for types."""
    postgresql_database.execute("CREATE TYPE pair AS (a integer); CREATE CAST (pair AS text) WITH INOUT")
    with at(postgresql_database) as database, pytest.raises(SchemaError, match=r"SC320.*cast .* depends on composite pair"):
        plan(database, defined(), prune=True)
