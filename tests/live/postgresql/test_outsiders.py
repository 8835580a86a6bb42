"""What the model does not hold is named, and nothing that it stands on is taken away from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from tests.command import schemac
from tests.live.postgresql.moving import at, defined, move
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
    """Each kind stands in the census by kind and name, but what is given as statements."""
    postgresql_database.execute(THINGS)
    with at(postgresql_database) as database:
        inspection = database.inspect()
    found = [(thing.kind, thing.name) for thing in inspection.census]
    assert [
        "text search dictionary plain_words",
        "text search configuration plain_search",
        "conversion to_utf",
        "operator <<< (pair, pair)",
        "operator family pairs USING btree",
        "operator class pair_ops USING hash",
        "cast (pair AS text)",
    ] == [item.name for item in inspection.schema if item.kind == "statement"]
    assert [
        ("access method", "heap_again"),
        ("text search parser", "plain_parser"),
        ("text search template", "plain_template"),
    ] == found


@pytest.mark.parametrize(("thing", "gone"), [("cast", "pair_text"), ("operator", "pair_less")])
def test_what_a_statement_stands_on_is_not_taken_away(postgresql_database: ScratchDatabase, thing: str, gone: str) -> None:
    """Dropping the function behind a cast or an operator that stays is refused before anything is touched, and the error names it."""
    postgresql_database.execute(THINGS)
    with at(postgresql_database) as database:
        there = database.inspect().schema
        wanted = there.having(without=[item.ref for item in there if item.ref.name.startswith(gone)])
        with pytest.raises(SchemaError, match=f"SC320.*statement {thing} .* reads function {gone}"):
            plan(database, Definition(schema=wanted), prune=True)


def test_what_nothing_models_keeps_what_it_stands_on(postgresql_database: ScratchDatabase) -> None:
    """The function behind a language is not dropped from under it, because nothing can make the language again."""
    postgresql_database.execute("CREATE FUNCTION called() RETURNS language_handler LANGUAGE c AS 'plpgsql', 'plpgsql_call_handler'")
    postgresql_database.execute("CREATE LANGUAGE again HANDLER called")
    with at(postgresql_database) as database, pytest.raises(SchemaError, match=r"SC320.*language again depends on function called"):
        plan(database, defined(), prune=True)


def test_a_type_goes_with_the_cast_that_stands_on_it(postgresql_database: ScratchDatabase) -> None:
    """Where neither is wanted, the cast is taken back before the type."""
    postgresql_database.execute("CREATE TYPE pair AS (a integer); CREATE CAST (pair AS text) WITH INOUT")
    with at(postgresql_database) as database:
        assert ["DROP CAST (pair AS text)", "DROP TYPE pair"] == move(database, defined())


def test_a_statement_in_other_words_is_the_same_thing(postgresql_database: ScratchDatabase) -> None:
    """What a definition's own statement has made is not taken for something that only the database has."""
    statement = {
        "create": "create text search configuration plain (copy = simple)",
        "drop": 'drop text search configuration if exists "plain"',
    }
    wanted = defined(statements={"search": statement})
    with opened(postgresql_database.url) as database:
        apply_definition(database, wanted, prune=True, how=Applying(allow=["all"]))
        assert () == plan(database, wanted, prune=True).plan.steps


def test_an_import_tells_that_a_definition_lacks_something(postgresql_database: ScratchDatabase, tmp_path: Path) -> None:
    """It writes all else, names what it leaves out, and its exit code says so; a secret is left out of every definition."""
    postgresql_database.execute("CREATE TABLE base (id integer)")
    whole = schemac(tmp_path, "import", postgresql_database.url, "-o", "whole.yaml")
    postgresql_database.execute("CREATE LANGUAGE again HANDLER plpgsql_call_handler")
    lacking = schemac(tmp_path, "import", postgresql_database.url, "-o", "lacking.yaml")

    assert (0, 2) == (whole.code, lacking.code)
    assert "language (again)" in lacking.stderr
    assert "base" in (tmp_path / "lacking.yaml").read_text(encoding="utf-8")
