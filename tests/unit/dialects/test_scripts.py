"""Files of SQL as each engine's own client would read them."""

from __future__ import annotations

import pytest

from schemac.dialect import Verdict, load


def run(dialect: str, text: str) -> list[str]:
    """Return the statements of a text that would be run."""
    pieces = load(dialect).pieces
    assert pieces is not None
    return [piece.sql for piece in pieces(text) if piece.verdict is Verdict.RUN]


@pytest.mark.parametrize(
    ("dialect", "text", "statements"),
    [
        ("postgresql", "create table t (a text default ';');\n-- done; really\n", ["create table t (a text default ';')"]),
        ("postgresql", "select 'it''s;', E'\\';', \"a;b\"; select 2", ["select 'it''s;', E'\\';', \"a;b\"", "select 2"]),
        (
            "postgresql",
            "create function f() returns int as $body$ select 1; $body$ language sql; select $1",
            ["create function f() returns int as $body$ select 1; $body$ language sql", "select $1"],
        ),
        (
            "postgresql",
            "create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3",
            ["create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end", "select 3"],
        ),
        ("postgresql", "/* a /* b; */ c; */ select 1;", ["select 1"]),
        (
            "postgresql",
            "create rule r as on insert to t do (select 1; select 2);",
            ["create rule r as on insert to t do (select 1; select 2)"],
        ),
        (
            "postgresql",
            "\\restrict abc\nSET lock_timeout = 0;\nCOPY t (a) FROM stdin;\n1;2\n\\.\n\nselect 1;\n\\unrestrict abc\n",
            ["select 1"],
        ),
        ("postgresql", "BEGIN; create table t (); COMMIT;", ["create table t ()"]),
        (
            "mysql",
            (
                "create table `a;b` (c text); # x;\nDELIMITER ;;\n"
                "create trigger t before insert on x for each row begin select 1; end ;;\nDELIMITER ;\nselect 2;"
            ),
            ["create table `a;b` (c text)", "create trigger t before insert on x for each row begin select 1; end", "select 2"],
        ),
        (
            "mysql",
            "/*!50001 CREATE VIEW `v` AS select ';' */;\nLOCK TABLES x WRITE;\nINSERT INTO x VALUES (1);",
            ["/*!50001 CREATE VIEW `v` AS select ';' */"],
        ),
        ("mysql", "/*M!999999\\- enable the sandbox mode */ \n-- dump\nselect 'a\\';b';", ["select 'a\\';b'"]),
        (
            "sqlite",
            (
                "create table t (a); create trigger x after insert on t begin select 1; select 2; end;\n"
                "CREATE TABLE sqlite_sequence(name,seq);"
            ),
            ["create table t (a);", "create trigger x after insert on t begin select 1; select 2; end;"],
        ),
        ("sqlite", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nINSERT INTO t VALUES(1);\nCOMMIT;", ["PRAGMA foreign_keys=OFF;"]),
    ],
)
def test_statements_end_where_the_client_says(dialect: str, text: str, statements: list[str]) -> None:
    """Semicolons in quotes, comments and bodies end nothing; rows, transactions and the client's own commands are left out."""
    assert statements == run(dialect, text)


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("postgresql", "CREATE ROLE bob;"),
        ("postgresql", "\\i other.sql\n"),
        ("postgresql", "ROLLBACK;"),
        ("postgresql", "ALTER SYSTEM SET work_mem = '1GB';"),
        ("mysql", "CREATE TABLE IF NOT EXISTS `other`.`t` (a int);"),
        ("mysql", "DROP TABLE other.t;"),
        (
            "mysql",
            "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER other.t BEFORE INSERT ON x FOR EACH ROW SET @a=1 */;",
        ),
        ("mysql", "GRANT ALL ON *.* TO bob;"),
        ("mysql", "source other.sql;"),
        ("sqlite", "ATTACH 'other.db' AS other;"),
        ("sqlite", ".read other.sql\n"),
        ("sqlite", "VACUUM INTO 'other.db';"),
    ],
)
def test_what_reaches_beyond_the_database_is_refused(dialect: str, text: str) -> None:
    """Nothing that would touch another database, another file or the whole server is run."""
    pieces = load(dialect).pieces
    assert pieces is not None
    assert [Verdict.REFUSE] == [piece.verdict for piece in pieces(text)]


def test_a_piece_knows_where_it_begins() -> None:
    """An error can point at the first word, behind the comments before it."""
    pieces = load("postgresql").pieces
    assert pieces is not None
    text = "select 1;\n-- about two\n  select 2;"

    assert [0, text.index("select 2")] == [piece.offset for piece in pieces(text)]
