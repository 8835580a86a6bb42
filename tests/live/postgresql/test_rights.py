"""Roles, owners, grants and default privileges, moved on a real server with nothing left to do afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from schemac.source.write import write_definition
from schemac_dialects.postgresql import DIALECT
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase

# Roles are the server's and the server is shared: tests that run beside these must not have the same.
READER, WRITER = (f"schemac_test_{name}_{os.getpid()}" for name in ("reader", "writer"))
TABLES = {"t": {"columns": {"id": "bigint", "note": "text"}}}
ROLES: dict[str, Any] = {READER: {}, WRITER: {}}


@pytest.fixture
def roles(postgresql_database: ScratchDatabase) -> Iterator[ScratchDatabase]:
    """Lend a database, and drop the roles of these tests when it is over."""
    try:
        yield postgresql_database
    finally:
        with at(postgresql_database) as database:
            for role in ROLES:
                if database.session.query(f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):
                    database.session.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


def rights(*grants: dict[str, Any], **parts: Any) -> Any:
    """Return a definition with the roles, one table and some grants."""
    return defined(**({"roles": ROLES, "tables": TABLES, "grants": list(grants)} | parts))


def acl(database: Any, role: str) -> list[str]:
    """Return what a role may do with the table itself."""
    rows = database.session.query(
        f"SELECT lower(privilege_type) FROM information_schema.table_privileges WHERE grantee = '{role}' AND table_name = 't' ORDER BY 1"
    )
    return [row[0] for row in rows]


def test_privileges_come_and_go(roles: ScratchDatabase) -> None:
    """A grant holds what the definition says and no more; without it, nothing is left."""
    with at(roles) as database:
        moved_twice(database, rights({"to": READER, "on": ["t"], "privileges": ["select", "insert"]}))
        assert acl(database, READER) == ["insert", "select"]
        moved_twice(database, rights({"to": READER, "on": ["t"], "privileges": ["select"], "grant_option": True}))
        assert acl(database, READER) == ["select"]
        moved_twice(database, rights())
        assert acl(database, READER) == []


def test_rights_to_columns_outlive_the_right_to_the_table(roles: ScratchDatabase) -> None:
    """Taking a right to the whole table away would take it from the columns too, so those get it again."""
    column = {"to": READER, "on": ["t"], "privileges": ["select"], "columns": ["note"]}
    with at(roles) as database:
        moved_twice(database, rights({"to": READER, "on": ["t"], "privileges": ["select"]}, column))
        moved_twice(database, rights(column))
        may = f"SELECT has_column_privilege('{READER}', 't', 'note', 'SELECT'), has_column_privilege('{READER}', 't', 'id', 'SELECT')"
        assert database.session.query(may) == [(True, False)]


def test_a_view_made_anew_keeps_its_grants_and_its_owner(roles: ScratchDatabase) -> None:
    """What a view had before it was dropped and made again, it has after."""
    grant = {"to": READER, "on": ["v"], "privileges": ["select"]}
    owned = {"postgresql": {"owner": WRITER}}
    views = {"v": {"sql": "select id from t", "dialects": owned}}
    wider = {"v": {"sql": "select note, id from t", "dialects": owned}}
    with at(roles) as database:
        moved_twice(database, rights(grant, views=views), rights(grant, views=wider))
        found = database.session.query(
            f"SELECT pg_get_userbyid(relowner), has_table_privilege('{READER}', 'v', 'SELECT') FROM pg_class WHERE relname = 'v'"
        )
        assert found == [(WRITER, True)]


def test_an_owner_is_given_and_left_alone_where_nothing_is_said(roles: ScratchDatabase) -> None:
    """`database.owner` and `owner` give objects away; a definition that says nothing leaves them where they are."""
    serial = {"t": {"columns": {"id": "bigserial"}}}
    with at(roles) as database:
        named = {"name": "test", "targets": ["postgresql"], "owner": WRITER}
        moved_twice(database, rights(tables=serial), rights(tables=serial, database=named))
        owner = "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relname IN ('t', 't_id_seq')"
        assert database.session.query(owner) == [(WRITER,)]
        assert move(database, rights(tables=serial)) == []


def test_what_new_objects_are_given_by_default_gives_way_to_the_definition(roles: ScratchDatabase) -> None:
    """Default privileges hold for what others make; what the definition makes has the rights that it says."""
    with at(roles) as database:
        me = database.session.query("SELECT current_user::text")[0][0]
        later = {"by": me, "in": "public", "on": "tables", "to": READER, "privileges": ["select", "insert"]}
        grant = {"to": READER, "on": ["t"], "privileges": ["select"]}
        moved_twice(database, rights(tables={}, default_privileges=[later]))
        moved_twice(database, rights(grant, default_privileges=[later]))
        assert acl(database, READER) == ["select"]
        moved_twice(database, rights(grant))
        assert database.session.query("SELECT count(*) FROM pg_default_acl") == [(0,)]


def test_roles_change_and_are_never_dropped(roles: ScratchDatabase) -> None:
    """Attributes and memberships follow the definition; a role that it no longer names stays."""
    with at(roles) as database:
        moved_twice(
            database,
            rights(roles={READER: {}, WRITER: {"login": True, "member_of": [READER]}}),
            rights(roles={READER: {"connection_limit": 3}, WRITER: {"comment": "it writes"}}),
        )
        assert move(database, defined(tables=TABLES)) == []
        assert database.session.query(f"SELECT count(*) FROM pg_roles WHERE rolname LIKE 'schemac_test_%_{os.getpid()}'") == [(2,)]


def test_what_is_written_of_rights_reads_back_as_the_same(roles: ScratchDatabase) -> None:
    """A definition written from the live database finds nothing to do there, and names only the roles that matter to it."""
    grants = (
        {"to": READER, "on": ["t"], "privileges": ["select"], "grant_option": True},
        {"to": "public", "on": {"types": ["mood"]}, "privileges": []},
        {"to": "public", "on": {"namespaces": ["billing"]}, "privileges": ["usage"]},
    )
    with at(roles) as database:
        moved_twice(database, rights(*grants, enums={"mood": ["good"]}, namespaces=["billing"]))
        text = write_definition(database.inspect().schema, name="test", dialect=DIALECT)
    assert READER in text
    assert WRITER not in text
    assert "grant_option: true" in text


def test_what_is_made_anew_under_default_privileges_has_no_right_more(roles: ScratchDatabase) -> None:
    """A function that is dropped and made again is born with rights that the definition does not give, and loses them at once."""

    def returning(kind: str) -> Any:
        body = {"returns": kind, "language": "sql", "body": "select 1"}
        return rights(functions={"f()": body}, default_privileges=[later], tables={})

    with at(roles) as database:
        me = database.session.query("SELECT current_user::text")[0][0]
        later = {"by": me, "in": "public", "on": "functions", "to": READER, "privileges": ["execute"]}
        database.session.execute("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'select 1'")
        moved_twice(database, returning("integer"), returning("bigint"))
        assert database.session.query(f"SELECT proacl IS NULL OR NOT proacl::text ~ '{READER}' FROM pg_proc WHERE proname = 'f'") == [
            (True,)
        ]


def test_rights_to_what_an_extension_brought_along(roles: ScratchDatabase) -> None:
    """A grant on an extension's function is held and taken back, though the function is nobody's to define."""
    grant = {"to": READER, "on": {"functions": ["hstore(text, text)"]}, "privileges": ["execute"]}
    with at(roles) as database:
        moved_twice(database, rights(grant, extensions=["hstore"]), rights(extensions=["hstore"]))
        moved_twice(database, rights({**grant, "to": "public", "privileges": []}, extensions=["hstore"]))
        acl = database.session.query("SELECT proacl::text FROM pg_proc WHERE oid = 'hstore(text,text)'::regprocedure")
    assert "=X/" not in str(acl[0][0]).replace("postgres=X/", "")


def test_dependents_that_are_rebuilt_keep_owner_grants_and_comment(roles: ScratchDatabase) -> None:
    """A column's type changes under a view, a materialized view and a policy: what is made again for it is as it was."""
    owned = {"postgresql": {"owner": WRITER}}
    query = {"sql": "select id from t where id > 0", "comment": "kept", "dialects": owned}
    grants = [{"to": READER, "on": ["v", "m"], "privileges": ["select"]}]
    policy = {"t.own": {"using": "id > 0", "roles": [READER], "comment": "kept"}}

    def typed(kind: str) -> Any:
        parts = {"views": {"v": query}, "materialized_views": {"m": query}, "policies": policy}
        return rights(*grants, tables={"t": {"columns": {"id": kind}}}, **parts)

    with at(roles) as database:
        moved_twice(database, typed("numeric"), typed("bigint"))
        found = database.session.query(
            "SELECT relname::text, pg_get_userbyid(relowner)::text, obj_description(oid, 'pg_class'), "
            f"has_table_privilege('{READER}', oid, 'SELECT') FROM pg_class WHERE relname IN ('v', 'm') ORDER BY 1"
        )
        assert [("m", WRITER, "kept", True), ("v", WRITER, "kept", True)] == found
        assert [("kept",)] == database.session.query("SELECT obj_description(oid, 'pg_policy') FROM pg_policy")


def test_a_unique_constraint_beside_a_primary_key_of_the_same_columns_is_made(roles: ScratchDatabase) -> None:
    """The server would leave it out of one statement, so it comes in another; and a routine's types have no lengths."""
    unique = {"t_id_again": {"unique": ["id"]}}
    tables = {"t": {"columns": {"id": {"type": "bigint", "primary_key": True}}, "constraints": unique}}
    with at(roles) as database:
        moved_twice(
            database, rights(tables=tables, functions={"f(bit, character varying(9))": {"returns": "bit(1)", "body": "select b'1'"}})
        )


def test_a_grant_put_before_others_stands_before_them(roles: ScratchDatabase) -> None:
    """Grants keep the order of the definition, as a dump shows it, and one put at the end moves none."""
    first, second = ({"to": role, "on": ["t"], "privileges": ["select"]} for role in (READER, WRITER))
    with at(roles) as database:
        moved_twice(database, rights(second))
        statements = moved_twice(database, rights(first, second))
        assert len(statements) == 3, statements
        ((held,),) = database.session.query("SELECT relacl::text FROM pg_class WHERE relname = 't'")
        assert held.index(f"{READER}=r") < held.index(f"{WRITER}=r")
        moved_twice(database, rights(second))
        assert len(moved_twice(database, rights(second, first))) == 1


def test_the_usual_namespace_changes_hands_and_goes_back(roles: ScratchDatabase) -> None:
    """The namespace that is always there gets another owner, and its usual one back once nothing is said of it."""
    other = {"public": {"dialects": {"postgresql": {"owner": READER}}}}
    owner = "SELECT pg_get_userbyid(nspowner)::text FROM pg_namespace WHERE nspname = 'public'"
    with at(roles) as database:
        usual = database.session.query(owner)
        moved_twice(database, rights(namespaces=other))
        assert [(READER,)] == database.session.query(owner)
        moved_twice(database, rights())
        assert usual == database.session.query(owner)
