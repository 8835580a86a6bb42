"""Definitions as people write them, and what the server makes of them: once applied, nothing differs."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.api.planning import Database
from schemac.compile.normalize import normalize
from schemac.dialect import Question
from schemac.diff import reconcile
from schemac.errors import DatabaseError
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.schema import EMPTY
from schemac.model.tables import Check, Column, Index, IndexKey, Table
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase

SHOP: dict[str, Any] = {
    "namespaces": {"billing": {}},
    "enums": {"order_status": ["pending", "paid", "shipped", "cancelled"], "billing.kind": ["a", "b"]},
    "domains": {"money_amount": {"type": "numeric(12,2)", "check": "value >= 0"}, "zip": {"type": "text", "check": "value ~ '^[0-9]{5}$'"}},
    "tables": {
        "customer": {
            "comment": "People; and companies who 'buy'",
            "columns": {
                "id": {"type": "bigint", "identity": "always", "primary_key": True},
                "email": {"type": "varchar(320)", "nullable": False, "unique": True},
                "locale": {"type": "varchar(8)", "default": "en", "nullable": False},
                "zip": "zip",
                "code": {"type": "char(2)", "default": "DE"},
                "created_at": {"type": "timestamptz", "nullable": False, "default": {"sql": "now()"}},
                "until": {"type": "timestamptz", "default": {"sql": "now() + interval '1 day'"}},
                "token": {"type": "uuid", "default": {"sql": "gen_random_uuid()"}},
                "meta": {"type": "jsonb", "nullable": False, "default": {"sql": "'{}'"}},
                "tags": {"type": "text[]", "default": {"sql": "array['a', 'b']"}},
                "score": {"type": "double precision", "default": 1.5},
                "small": {"type": "smallint", "default": -1},
                "big": {"type": "bigint", "default": 99999999999},
                "serial": "bigserial",
                "tiny": "tinyint unsigned",
                "huge": "bigint unsigned",
                "mood": "enum('good', 'it''s bad')",
            },
            "constraints": {
                "locale_known": {"check": "locale in ('en', 'de') or locale is null"},
                "code_len": {"check": "length(code) = 2"},
            },
            "indexes": {
                "customer_lower": {"columns": [{"sql": "lower(email)"}], "unique": True},
                "customer_mixed": {"columns": [{"column": "locale", "order": "desc"}, {"sql": "coalesce(code, 'x')"}, "id"]},
                "customer_gin": {"columns": ["tags"], "method": "gin"},
            },
        },
        "order": {
            "columns": {
                "id": {"type": "bigint", "identity": "always", "primary_key": True},
                "customer_id": {"type": "bigint", "nullable": False, "references": "customer.id"},
                "status": {"type": "order_status", "nullable": False, "default": "pending"},
                "total": {"type": "money_amount", "nullable": False},
                "placed_at": "timestamptz",
                "year": {"type": "int", "generated": {"sql": "extract(year from placed_at at time zone 'UTC')", "stored": True}},
            },
            "constraints": {
                "order_total_positive": {"check": "total > 0 or status = 'cancelled'"},
                "order_between": {"check": "total between 0 and 1000 and not (id in (1, 2, 3))"},
                "order_customer_fk": {"foreign_key": ["customer_id"], "references": {"table": "customer", "on_delete": "restrict"}},
            },
            "indexes": [
                {
                    "columns": ["customer_id", {"column": "placed_at", "order": "desc"}],
                    "where": "status <> 'cancelled'",
                    "include": ["total"],
                }
            ],
            "dialects": {"postgresql": {"with": {"fillfactor": 90}}},
        },
        "billing.invoice": {
            "columns": {
                "id": {"type": "serial", "primary_key": True},
                "order_id": {"type": "bigint", "references": "order.id"},
                "k": "billing.kind",
            }
        },
    },
    "views": {
        "open_orders": {"sql": "select id, customer_id, total from \"order\" where status in ('pending','paid')"},
        "totals": {
            "sql": 'select c.email, sum(o.total) from customer c join "order" o on o.customer_id = c.id group by 1',
            "columns": ["mail", "s"],
        },
    },
}


def test_a_definition_applied_is_a_definition_reached(postgresql_database: ScratchDatabase) -> None:
    """Every spelling that a person would choose is recognised in what the server prints of it."""
    with at(postgresql_database) as database:
        moved_twice(database, defined(**SHOP))


def test_asking_leaves_no_trace(postgresql_database: ScratchDatabase) -> None:
    """The server is asked in a transaction that is rolled back, and the dump is what it was."""
    with at(postgresql_database) as database:
        move(database, defined(**SHOP))
        before = postgresql_database.dump()
        desired = normalize(defined(**SHOP), database.dialect, database.can)
        questions = reconcile(database.inspect().schema, desired, lambda _: None, {}).questions
        answers = database.engine.ask(database.session, questions, desired.schema)

        assert before == postgresql_database.dump()
        assert len(questions) > 10
        live: dict[tuple[Ref, str], set[str]] = {}
        for question in questions:
            live.setdefault((question.ref, question.attribute), set()).add(question.live)
        assert {} == {key: answer for key, answer in answers.items() if answer not in live[key]}
        assert live.keys() == answers.keys()


def asked(database: Database, *questions: Question) -> dict[tuple[Ref, str], str]:
    """Return the answers to questions about a database with nothing in it."""
    return dict(database.engine.ask(database.session, questions, EMPTY))


def test_one_question_that_fails_does_not_spoil_the_rest(postgresql_database: ScratchDatabase) -> None:
    """What the server refuses is left out, column types that do not exist included; everything else is answered."""
    table = Table(
        name="t", columns=(Column(name="a", type="integer"), Column(name="b", type="no_such_type"), Column(name="c", type="text"))
    )
    good, bad, worse = (
        Check(name="good", sql="a>0"),
        Check(name="bad", sql="nothing > 0"),
        Check(name="worse", sql="b > 0); drop table x; --"),
    )
    index = Index(name="i", keys=(IndexKey(sql="lower( c )"), IndexKey(column="a")), where="a is not null")
    ref = Ref("check", "", "good", "t")
    with at(postgresql_database) as database:
        answers = asked(
            database,
            Question(ref, "sql", good.sql, good, table),
            Question(ref._replace(name="bad"), "sql", bad.sql, bad, table),
            Question(ref._replace(name="worse"), "sql", worse.sql, worse, table),
            Question(Ref("index", "", "i", "t"), "keys.0", "lower( c )", index, table),
            Question(Ref("index", "", "i", "t"), "where", "a is not null", index, table),
        )
        assert [] == database.session.query("SELECT relname FROM pg_class WHERE relname LIKE 'schemac%'")

    expected = {
        (ref, "sql"): "a > 0",
        (Ref("index", "", "i", "t"), "keys.0"): "lower(c)",
        (Ref("index", "", "i", "t"), "where"): "a IS NOT NULL",
    }
    assert expected == answers


def test_a_reader_without_the_right_to_make_temporary_tables_gets_no_answers(postgresql_database: ScratchDatabase) -> None:
    """Asking needs TEMP; without it there is no answer, and no error."""
    name = postgresql_database.url.rpartition("/")[2]
    role = f"reader_{name}"
    postgresql_database.execute(f"CREATE ROLE {role} LOGIN; REVOKE TEMP ON DATABASE {name} FROM PUBLIC")
    try:
        with at(postgresql_database) as database:
            database.session.execute(f"SET ROLE {role}")
            table = Table(name="t", columns=(Column(name="a", type="integer"),))
            check = Check(name="good", sql="a>0")
            assert {} == asked(database, Question(Ref("check", "", "good", "t"), "sql", check.sql, check, table))
            database.session.execute("RESET ROLE")
    finally:
        postgresql_database.execute(f"DROP ROLE {role}")


def test_one_writer_at_a_time(postgresql_database: ScratchDatabase) -> None:
    """A second writer is refused, told who works, and let in afterwards."""
    with at(postgresql_database) as first, at(postgresql_database) as second:
        refused = r"SC406.*another schemac is changing this database: process \d+ \(schemac\)"
        with first.engine.lock(first.session), pytest.raises(DatabaseError, match=refused), second.engine.lock(second.session):
            pass
        with second.engine.lock(second.session):
            pass


def test_a_comparison_as_text_is_another_than_one_of_a_citext_column(postgresql_database: ScratchDatabase) -> None:
    """`email::text = 'x'` minds the case and `email = 'x'` does not, so that one in the other's place is a change."""

    def holding(check: str) -> Definition:
        columns = {"id": {"type": "int", "primary_key": True}, "email": "citext"}
        return defined(extensions=["citext"], tables={"t": {"columns": columns, "checks": [check]}})

    with at(postgresql_database) as database:
        move(database, holding("email = 'root'"))
        changed = move(database, holding("email::text = 'root'"))
        again = move(database, holding("email::text = 'root'"))

    assert [] != changed
    assert [] == again


def test_a_check_may_speak_of_a_system_column(postgresql_database: ScratchDatabase) -> None:
    """Every table has `tableoid`, though no definition says so."""
    held = defined(tables={"t": {"columns": {"id": "int"}, "checks": ["tableoid > 0::oid"]}})
    with at(postgresql_database) as database:
        move(database, held)
        assert [] == move(database, held)
