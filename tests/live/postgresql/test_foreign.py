"""What is kept elsewhere: wrappers, servers, user mappings and foreign tables, with secrets that nothing shows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import plan
from schemac.errors import DatabaseError, SchemaError, UsageError
from schemac.source import from_dict
from schemac.source.write import write_definition
from schemac_dialects.postgresql import DIALECT
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase

HUSH = "hush-7c1"


def elsewhere(**parts: Any) -> Any:
    """Return a definition with a wrapper, a server and a foreign table."""
    table = {
        "columns": {"id": {"type": "integer", "dialects": {"postgresql": {"foreign": {"column_name": "key"}}}}, "note": "text"},
        "dialects": {"postgresql": {"foreign": {"server": "archive", "options": {"table_name": "old", "fetch_size": 100}}}},
    }
    base = {
        "foreign_data_wrappers": {"plain": None},
        "foreign_servers": {"archive": {"wrapper": "plain", "version": "1", "options": {"host": "a"}}},
        "tables": {"t": table},
        "views": {"v": {"sql": "select id from t"}},
    }
    return defined(**(base | parts))


def mapped(**options: Any) -> Any:
    """Return the definition with a user mapping."""
    return elsewhere(user_mappings={"archive.public": {"options": options}})


def options_of(scratch: ScratchDatabase) -> list[str] | None:
    """Return the options of the only user mapping."""
    found: list[str] | None = scratch.query("SELECT umoptions FROM pg_user_mappings")[0][0]
    return found


def test_servers_and_foreign_tables_are_altered_in_place(postgresql_database: ScratchDatabase) -> None:
    """Options and versions change one by one; the table stays the one it was."""
    server = {"archive": {"wrapper": "plain", "options": {"host": "b", "port": 5432}, "comment": "far away"}}
    with at(postgresql_database) as database:
        moved_twice(database, elsewhere())
        oid = postgresql_database.query("SELECT oid FROM pg_class WHERE relname = 't'")
        statements = moved_twice(database, elsewhere(foreign_servers=server, foreign_data_wrappers={"plain": {"options": {"debug": True}}}))
    assert [
        "ALTER FOREIGN DATA WRAPPER plain OPTIONS (ADD debug 'true')",
        "ALTER SERVER archive VERSION NULL OPTIONS (SET host 'b', ADD port '5432')",
        "COMMENT ON SERVER archive IS 'far away'",
    ] == statements
    assert oid == postgresql_database.query("SELECT oid FROM pg_class WHERE relname = 't'")


def test_what_stands_on_a_server_that_is_made_anew_comes_back(postgresql_database: ScratchDatabase) -> None:
    """A server cannot change its wrapper, so its tables, mappings and what reads them are made again, with their rights and comments."""
    other = {"plain": None, "fancy": None}
    grant = {"to": "public", "on": ["t"], "privileges": ["select"]}
    parts: dict[str, Any] = {"foreign_data_wrappers": other, "grants": [grant], "user_mappings": {"archive.public": None}}
    with at(postgresql_database) as database:
        moved_twice(database, elsewhere(**parts))
        moved_twice(database, elsewhere(**parts, foreign_servers={"archive": {"wrapper": "fancy"}}))
    rights = "SELECT has_table_privilege('public', 't', 'SELECT'), (SELECT count(*) FROM pg_views WHERE viewname = 'v')"
    assert [(True, 1)] == postgresql_database.query(rights)


def test_a_foreign_table_is_a_partition(postgresql_database: ScratchDatabase) -> None:
    """A partition may be held by another server."""
    tables = {
        "whole": {"columns": {"id": "integer"}, "partition_by": "range (id)"},
        "part": {
            "partition_of": {"table": "whole", "values": "from (1) to (9)"},
            "dialects": {"postgresql": {"foreign": {"server": "archive", "options": {"table_name": "part"}}}},
        },
    }
    with at(postgresql_database) as database:
        moved_twice(database, elsewhere(tables=tables, views={}))
    assert [("f", True)] == postgresql_database.query("SELECT relkind::text, relispartition FROM pg_class WHERE relname = 'part'")


def test_a_secret_comes_from_the_environment_and_stands_in_no_text(postgresql_database: ScratchDatabase) -> None:
    """The plan names the variable; only the server gets the value, and what is read back is the variable again."""
    wanted = mapped(user="reader", password={"env": "PW"})
    seen: list[str] = []
    with at(postgresql_database) as database:
        done = apply_definition(
            database, wanted, how=Applying(allow=(), progress=lambda *it: seen.append(str(it)), environment={"PW": HUSH})
        )
        left = plan(database, wanted).plan
        text = write_definition(database.inspect().schema, name="test", dialect=DIALECT)
        census = database.inspect().census
    assert ["user=reader", f"password={HUSH}"] == options_of(postgresql_database)
    assert () == left.differences
    assert HUSH not in json.dumps(done.planned.plan.to_dict()) + str(seen) + text + str(census)
    assert "password: {env: ARCHIVE_PUBLIC_PASSWORD}" in text
    assert ["password of public at archive"] == [thing.name for thing in census if thing.kind == "secret"]


def test_a_secret_that_is_not_set_stops_everything(postgresql_database: ScratchDatabase) -> None:
    """Without the variable nothing runs, and the error names it."""
    with at(postgresql_database) as database, pytest.raises(UsageError, match=r"SC030.*PW"):
        apply_definition(database, mapped(password={"env": "PW"}), how=Applying(allow=()))
    assert [(0,)] == postgresql_database.query("SELECT count(*) FROM pg_foreign_server")


def test_what_the_server_says_of_a_statement_hides_its_secrets(postgresql_database: ScratchDatabase) -> None:
    """A refusal is told without the value that was sent."""
    postgresql_database.execute(
        """
        CREATE FUNCTION judge(text[], oid) RETURNS void LANGUAGE plpgsql AS
            $$ BEGIN IF array_length($1, 1) > 0 THEN RAISE EXCEPTION 'not %', $1; END IF; END $$;
        CREATE FOREIGN DATA WRAPPER plain VALIDATOR judge
        """
    )
    server = {"archive": {"wrapper": "plain", "options": {"password": {"env": "PW"}}}}
    wanted = defined(foreign_servers=server)
    with at(postgresql_database) as database, pytest.raises(DatabaseError, match=r"not .*\*\*\*") as told:
        apply_definition(database, wanted, how=Applying(allow=(), environment={"PW": HUSH}))
    assert HUSH not in str(told.value)


def test_secrets_are_taken_away_and_kept_through_other_changes(postgresql_database: ScratchDatabase) -> None:
    """A secret that is there stays what it is while other options change, and goes when the definition leaves it out."""
    with at(postgresql_database) as database:
        moved_twice(database, mapped(user="reader"))
        postgresql_database.execute(f"ALTER USER MAPPING FOR public SERVER archive OPTIONS (ADD password '{HUSH}')")
        assert ["ALTER USER MAPPING FOR PUBLIC SERVER archive OPTIONS (SET \"user\" 'writer')"] == [
            step.statement.sql for step in plan(database, mapped(user="writer", password={"env": "OTHER"})).plan.steps
        ]
        moved_twice(database, mapped(user="writer"))
    assert ["user=writer"] == options_of(postgresql_database)


@pytest.mark.parametrize(
    "parts",
    [
        {"user_mappings": {"archive.public": {"options": {"password": HUSH}}}},
        {"user_mappings": {"archive.public": {"options": {"pin": HUSH}}}},
        {"foreign_servers": {"archive": {"wrapper": "plain", "options": {"api_key": HUSH}}}},
    ],
)
def test_a_definition_that_holds_a_secret_is_refused(parts: dict[str, Any]) -> None:
    """The error says where to put it, and does not repeat it."""
    with pytest.raises(SchemaError, match=r"SC220.*env: ARCHIVE") as told:
        from_dict({"schemac": 1, **parts})
    assert HUSH not in str(told.value)


def test_a_foreign_table_that_holds_a_secret_is_refused(postgresql_database: ScratchDatabase) -> None:
    """Options of tables are native words, and judged where they are put in the server's terms."""
    foreign = {"server": "archive", "options": {"password": HUSH}}
    wanted = elsewhere(tables={"t": {"columns": {"id": "integer"}, "dialects": {"postgresql": {"foreign": foreign}}}})
    with at(postgresql_database) as database, pytest.raises(SchemaError, match=r"SC220.*env: T_PASSWORD") as told:
        plan(database, wanted)
    assert HUSH not in str(told.value)


def received(**words: Any) -> Any:
    """Return a definition with a subscription."""
    base = {"connection": "host=127.0.0.1 dbname=nowhere", "publications": ["one"]}
    return defined(subscriptions={"news": base | words})


def test_subscriptions_are_made_and_changed_without_the_publisher(newest_postgresql_database: ScratchDatabase) -> None:
    """All of it can be part of a transaction; what needs the other side is left to a person."""
    native = {"postgresql": {"binary": True, "synchronous_commit": "local"}}
    with at(newest_postgresql_database) as database:
        moved_twice(database, received())
        statements = moved_twice(database, received(publications=["one", "two"], slot="news", dialects=native, comment="it hears"))
        assert [
            "ALTER SUBSCRIPTION news SET PUBLICATION one, two WITH (refresh = false)",
            "ALTER SUBSCRIPTION news SET (slot_name = 'news', binary = true, synchronous_commit = 'local')",
            "COMMENT ON SUBSCRIPTION news IS 'it hears'",
        ] == statements
        moved_twice(database, received(slot="news", dialects={"postgresql": {"two_phase": False}}))
        assert ["ALTER SUBSCRIPTION news SET (slot_name = NONE)", "DROP SUBSCRIPTION news"] == move(database, defined())


def test_a_connection_with_a_password_comes_from_the_environment(postgresql_database: ScratchDatabase) -> None:
    """It is refused in a definition, and read back as the variable that holds it."""
    connection = f"host=127.0.0.1 dbname=nowhere password={HUSH}"
    with pytest.raises(SchemaError, match=r"SC220.*env: NEWS_CONNECTION") as told:
        received(connection=connection)
    wanted = received(connection={"env": "NEWS"})
    with at(postgresql_database) as database:
        apply_definition(database, wanted, how=Applying(allow=(), environment={"NEWS": connection}))
        found = database.inspect()
        assert () == plan(database, wanted).plan.differences
        moved_twice(database, defined())
    assert HUSH not in str(told.value) + str(found)
    assert "connection: {env: NEWS_CONNECTION}" in write_definition(found.schema, name="test", dialect=DIALECT)
