"""A plan is run up and down on a scratch database with rows before anybody relies on it, on every engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.api.proving import Proving, proved
from schemac.errors import SchemacError, UsageError
from schemac.model.definition import Definition
from schemac.model.plan import Plan
from schemac.model.proof import Reversal
from schemac.source import from_dict
from tests.command import schemac
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

COLUMNS: dict[str, Any] = {
    "id": {"type": "int", "primary_key": True},
    "o": {"type": "int", "references": "o.id"},
    "name": {"type": "varchar(50)", "nullable": False},
    "amount": {"type": "numeric(8, 2)"},
    "state": {"type": "varchar(10)", "nullable": False},
    "at": "date",
}
CHECKS = {"known": {"check": "state in ('open', 'closed')"}, "large": {"check": "amount > 100"}}


def defined(columns: dict[str, Any], engine: str = "postgresql", **more: Any) -> Definition:
    """Return a definition of two tables, one of which refers to the other, with the expressions of an engine."""
    tables = {"o": {"columns": {"id": {"type": "int", "primary_key": True}}}, "t": {"columns": columns, "constraints": CHECKS}}
    return from_dict({"schemac": 1, "database": {"name": "test", "expressions": engine}, "tables": tables, **more})


def without(*names: str, **more: Any) -> dict[str, Any]:
    """Return the columns but those, and others besides."""
    return {name: column for name, column in COLUMNS.items() if name not in names} | more


def proof_of(scratch: ScratchDatabase, before: Definition, after: Definition, rows: int = 5) -> Plan:
    """Return the proved plan from one definition to another; the first is what lives in the database."""
    with opened(scratch.url) as there:
        apply_definition(there, before, how=Applying(allow=["all"]))
        return proved(there, plan(there, after, prune=True), Proving(scratch.url, rows)).plan


def refusal(scratch: ScratchDatabase, before: Definition, after: Definition) -> list[tuple[str, str]]:
    """Return the codes and messages with which a plan is disproved."""
    with pytest.raises(SchemacError) as raised:
        proof_of(scratch, before, after)
    return [(problem.code, problem.message) for problem in raised.value.problems]


def labels(proven: Plan) -> dict[str, tuple[Reversal, bool]]:
    """Return how much of each change comes back, and whether that was seen."""
    return {outcome.ref.path: (outcome.undo, outcome.seen) for outcome in proven.undo}


def test_every_table_gets_rows_that_its_constraints_let_in(scratch: ScratchDatabase) -> None:
    """References, checks, lengths and keys are kept by five rows in each table, and adding a column loses none of them."""
    proven = proof_of(scratch, defined(COLUMNS), defined({**COLUMNS, "more": "text"}))

    assert proven.proof is not None
    assert (2, 10, ()) == (proven.proof.tables, proven.proof.rows, proven.proof.unsown)
    assert {"t.more": (Reversal.LOSSLESS, True)} == labels(proven)


def test_nothing_is_left_of_the_proof_and_the_live_database_is_not_touched(scratch: ScratchDatabase) -> None:
    """The live database is the same to the byte before and after a proof on its own server."""
    proof_of(scratch, defined(COLUMNS), defined(COLUMNS))
    before = scratch.dump()

    proof_of(scratch, defined(COLUMNS), defined(without("at")))

    assert before == scratch.dump()


def test_a_dropped_column_is_lossy_or_cannot_come_back(scratch: ScratchDatabase) -> None:
    """A column that may be null comes back empty; one that must have values cannot get them again."""
    proven = proof_of(scratch, defined(COLUMNS), defined(without("at", "name")))

    assert {"t.at": (Reversal.LOSSY, True), "t.name": (Reversal.IRREVERSIBLE, True)} == labels(proven)


def test_values_are_followed_through_renames_and_wider_types(scratch: ScratchDatabase) -> None:
    """A renamed table with a renamed column that becomes wider keeps all its values, up and down."""
    columns = without("name", title={"type": "varchar(80)", "nullable": False, "renamed_from": "name"})
    tables: dict[str, Any] = {"o": {"columns": {"id": {"type": "int", "primary_key": True}}}}
    tables["u"] = {"columns": columns, "constraints": CHECKS, "renamed_from": "t"}
    after = from_dict({"schemac": 1, "database": {"name": "test"}, "tables": tables})

    proven = proof_of(scratch, defined(COLUMNS), after)

    assert {Reversal.LOSSLESS} == {undo for undo, _ in labels(proven).values()}
    assert proven.proof is not None
    assert 10 == proven.proof.rows


def test_a_dropped_table_loses_its_rows_and_reference_data_does_not(scratch: ScratchDatabase) -> None:
    """Rows of a dropped table are lost; rows that the definition says come back."""
    tables = {"o": {"columns": {"id": {"type": "int", "primary_key": True}}, "rows": {"values": [{"id": 7}, {"id": 8}]}}}
    before = defined(COLUMNS)
    said = from_dict({"schemac": 1, "database": {"name": "test"}, "tables": tables})

    proven = proof_of(scratch, before, said)

    assert (Reversal.LOSSY, True) == labels(proven)["t"]
    assert [Reversal.LOSSLESS] == [outcome.undo for outcome in proven.undo if outcome.ref.kind == "rows"]


def test_a_statement_that_takes_rows_away_is_found(scratch: ScratchDatabase) -> None:
    """A plan whose hand-made statement deletes rows does not prove."""
    wrong = {"purge": {"create": "DELETE FROM t WHERE id > 2", "drop": "DELETE FROM t WHERE id > 1000", "depends_on": ["t"]}}

    found = refusal(scratch, defined(COLUMNS), defined(COLUMNS, scratch.engine_name, statements=wrong))

    assert [("SC505", "the plan loses what it should keep: table t has 2 of 5 rows left")] == found


def test_a_statement_that_the_server_refuses_is_found(scratch: ScratchDatabase) -> None:
    """A hand-made statement about something that is not there is refused on the scratch database, and nothing else happens."""
    wrong = {"wrong": {"create": "UPDATE nowhere SET a = 1", "drop": "DELETE FROM nowhere"}}

    found = refusal(scratch, defined(COLUMNS), defined(COLUMNS, scratch.engine_name, statements=wrong))

    assert ("SC503", "the plan is refused on the scratch database") == found[0]


def test_a_statement_whose_way_back_fails_is_found(scratch: ScratchDatabase) -> None:
    """A hand-made statement that cannot be taken back as it says does not prove."""
    wrong = {"made": {"create": "CREATE VIEW made AS SELECT id FROM o", "drop": "DROP VIEW other"}}
    with opened(scratch.url) as there:
        apply_definition(there, defined(COLUMNS), how=Applying(allow=["all"]))
        planned = plan(there, defined(COLUMNS, scratch.engine_name, statements=wrong))
        with pytest.raises(SchemacError) as raised:
            proved(there, planned, Proving(scratch.url))

    assert raised.value.problems[0].code in {"SC504", "SC506"}


def test_what_a_statement_does_to_values_is_seen(scratch: ScratchDatabase) -> None:
    """A hand-made statement that changes values is told as lossy, because its way back does not restore them."""
    words = {"raise": {"create": "UPDATE t SET amount = 999", "drop": "UPDATE t SET amount = 998", "depends_on": ["t"]}}

    proven = proof_of(scratch, defined(COLUMNS, scratch.engine_name), defined(COLUMNS, scratch.engine_name, statements=words))

    assert [Reversal.LOSSY] == [outcome.undo for outcome in proven.undo]
    assert ["rows of t come back otherwise"] == [outcome.why for outcome in proven.undo]


@pytest.mark.parametrize("scratch", ["postgresql"], indirect=True)
def test_a_cast_that_does_not_come_back_is_seen(scratch: ScratchDatabase) -> None:
    """Hours that a date does not hold are seen to be lost."""
    before = defined({**COLUMNS, "at": "timestamp"})

    proven = proof_of(scratch, before, defined(COLUMNS))

    assert {"t.at": (Reversal.LOSSY, True)} == labels(proven)


@pytest.mark.parametrize("scratch", ["postgresql"], indirect=True)
def test_a_change_that_the_rows_cannot_take_is_tried_without_them(scratch: ScratchDatabase) -> None:
    """A new column that must have a value fails on any row; the proof says so, and goes on with that table empty."""
    proven = proof_of(scratch, defined(COLUMNS), defined({**COLUMNS, "must": {"type": "int", "nullable": False}}))

    assert proven.proof is not None
    assert ('t: the plan fails on its rows: column "must" of relation "t" contains null values',) == proven.proof.unsown
    assert 5 == proven.proof.rows


def test_two_proofs_of_one_plan_say_the_same(scratch: ScratchDatabase) -> None:
    """No clock and no chance is in what a proof tells."""
    before, after = defined(COLUMNS), defined(without("at"))

    assert proof_of(scratch, before, after).to_dict() == proof_of(scratch, before, after).to_dict()


def test_a_server_without_an_embedded_one_must_be_named(mariadb_database: ScratchDatabase) -> None:
    """The production server is never used for a proof unless it is named."""
    with opened(mariadb_database.url) as there, pytest.raises(UsageError) as raised:
        proved(there, plan(there, defined(COLUMNS)), Proving())

    assert "SC501" == raised.value.problems[0].code
    assert "--prove-on" in raised.value.problems[0].hint


def test_a_server_of_another_kind_proves_nothing(new_scratch: ScratchFactory, postgresql_database: ScratchDatabase) -> None:
    """A plan for one engine is not proved on another."""
    with new_scratch("mariadb") as other, opened(postgresql_database.url) as there, pytest.raises(UsageError) as raised:
        proved(there, plan(there, defined(COLUMNS)), Proving(other.url))

    assert "SC501" == raised.value.problems[0].code


def test_postgresql_is_proved_on_an_embedded_server(newest_postgresql_database: ScratchDatabase) -> None:
    """Without a named server a PostgreSQL of its own is started, used and stopped."""
    with opened(newest_postgresql_database.url) as there:
        apply_definition(there, defined(COLUMNS), how=Applying(allow=["all"]))
        proven = proved(there, plan(there, defined({**COLUMNS, "more": "jsonb"})), Proving()).plan

    assert proven.proof is not None
    assert 10 == proven.proof.rows


def test_the_command_shows_the_proof(tmp_path: Path) -> None:
    """`plan --prove` ends with what can be undone and where that was seen."""
    (tmp_path / "a.yaml").write_text("schemac: 1\ndatabase: {name: a}\ntables:\n  t: {columns: {id: {type: int}, b: {type: text}}}\n")
    schemac(tmp_path, "apply", "a.yaml", "--url", "sqlite:///x.db", "--yes")
    (tmp_path / "a.yaml").write_text("schemac: 1\ndatabase: {name: a}\ntables:\n  t: {columns: {id: {type: int}}}\n")

    said = schemac(tmp_path, "plan", "a.yaml", "--url", "sqlite:///x.db", "--prune", "--prove", "--prove-rows", "3")

    assert 2 == said.code, said.said
    assert "undo: 0 of 1 change lossless\n    t.b: its values are lost\n  proved up and down on SQLite" in said.stdout
    assert "with 3 rows in 1 table\n" in said.stdout
