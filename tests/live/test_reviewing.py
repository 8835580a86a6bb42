"""Plans as files: applied where they would still be the same, and nowhere else."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import Database, opened, plan
from schemac.api.reviewing import apply_reviewed, is_plan, plan_json, read_plan
from schemac.api.signing import sign, verify_signature
from schemac.apply import Origin, entries
from schemac.errors import StaleError, UsageError
from schemac.model.definition import Definition
from schemac.model.history import State
from schemac.model.plan import Plan, Statement
from schemac.source.loading import from_dict
from tests.servers.database import ScratchDatabase

COLUMNS: dict[str, Any] = {"id": {"type": "int", "primary_key": True}, "name": "varchar(40)"}
BEFORE = {"tables": {"a": {"columns": COLUMNS}}}
AFTER = {"tables": {"a": {"columns": {**COLUMNS, "born": "int"}}, "b": {"columns": COLUMNS}, "c": {"columns": COLUMNS}}}


def reviewed(database: Database, folder: Path, data: dict[str, Any] | Definition) -> Plan:
    """Return a plan as somebody gets it who reads its file."""
    path = folder / "plan.json"
    definition = data if isinstance(data, Definition) else from_dict(data)
    path.write_text(plan_json(plan(database, definition).plan), encoding="utf-8")
    assert is_plan(path)
    return read_plan(path)[0]


def apply(database: Database, data: dict[str, Any], looked_at: Plan, **words: Any) -> int:
    """Apply a plan that was looked at and return how many statements ran."""
    assert looked_at.terms is not None
    done = apply_reviewed(database, from_dict(data), looked_at, looked_at.terms, how=Applying(allow=["all"], **words))
    return done.report.statements if done.report else 0


def refused(database: Database, data: dict[str, Any], looked_at: Plan) -> str:
    """Return the code with which a plan is refused; nothing may have changed."""
    before = database.inspect().schema.fingerprint()
    with pytest.raises(StaleError) as error:
        apply(database, data, looked_at)
    assert before == database.inspect().schema.fingerprint()
    return error.value.problems[0].code


def test_a_plan_file_is_applied_to_the_letter(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """What was looked at is what runs, and a second time there is nothing to do."""
    with opened(scratch.url) as database:
        apply_definition(database, from_dict(BEFORE), how=Applying())
        looked_at = reviewed(database, tmp_path, AFTER)
        assert len(looked_at.steps) == apply(database, AFTER, looked_at)
        assert apply(database, AFTER, looked_at) == 0


def test_a_plan_file_is_refused_once_anything_moved(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Another definition, another state, another database and another text are each told apart."""
    with opened(scratch.url) as database:
        apply_definition(database, from_dict(BEFORE), how=Applying())
        looked_at = reviewed(database, tmp_path, AFTER)
        assert refused(database, BEFORE, looked_at) == "SC471"
        data = looked_at.to_dict()
        data["steps"][0]["statement"]["sql"] = "DROP TABLE a"
        (tmp_path / "forged.json").write_text(json.dumps(data), encoding="utf-8")
        assert refused(database, AFTER, read_plan(tmp_path / "forged.json")[0]) == "SC474"
        (tmp_path / "elsewhere.json").write_text(json.dumps({**looked_at.to_dict(), "database": "elsewhere"}), encoding="utf-8")
        assert refused(database, AFTER, read_plan(tmp_path / "elsewhere.json")[0]) == "SC473"
        database.session.execute("CREATE TABLE other (id int)")
        assert refused(database, AFTER, looked_at) == "SC472"


def test_a_plan_that_was_cut_short_goes_on(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Where the database knows that this very plan was begun, what it has done already is no change of somebody else's."""

    def cut(number: int, count: int, statement: Statement) -> None:
        if number == count:
            raise KeyboardInterrupt

    origin = Origin("ann@desk", "apply", "1.0", lambda: "2026-01-01T00:00:00+00:00")
    with opened(scratch.url) as database:
        apply_definition(database, from_dict(BEFORE), how=Applying())
        looked_at = reviewed(database, tmp_path, AFTER)
        with pytest.raises(KeyboardInterrupt):
            apply(database, AFTER, looked_at, origin=origin, progress=cut)
    with opened(scratch.url) as database:
        undone = database.can.transactional_ddl
        assert (len(looked_at.steps) if undone else 1) == apply(database, AFTER, looked_at, origin=origin)
        states = [entry.state for entry in entries(database.session, database.engine.own.history)]
        assert ([State.DONE] if undone else [State.DONE, State.INTERRUPTED]) == states


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no plan"),
        ("[]", "no plan"),
        ('{"kind": "plan", "format": 99}', "format 99"),
        ('{"kind": "plan", "format": 1}', "no plan"),
        ('{"kind": "plan", "format": 1, "database": "x", "dialect": "sqlite", "current": "", "desired": ""}', "made from"),
        ("\udcff", "no plan"),
    ],
)
def test_what_is_no_plan_is_refused_by_name(tmp_path: Path, text: str, why: str) -> None:
    """Whatever a file holds, the error says that it is no plan, or none for this version."""
    path = tmp_path / "plan.json"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UsageError, match=why) as error:
        read_plan(path)
    assert error.value.problems[0].code == "SC470"


def test_a_signature_is_that_of_one_signer_and_one_text(tmp_path: Path) -> None:
    """Who signed is told; another text, another signer and no signature are refused."""
    keys = {name: tmp_path / name for name in ("ann", "bob")}
    for path in keys.values():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    signers = tmp_path / "signers"
    signers.write_text(f"ann@desk {keys['ann'].with_suffix('.pub').read_text()}", encoding="utf-8")
    plan_file = tmp_path / "plan.json"
    plan_file.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="not signed"):
        verify_signature(plan_file, signers)
    sign(plan_file, keys["ann"])
    assert verify_signature(plan_file, signers) == "ann@desk"
    plan_file.write_text("{ }", encoding="utf-8")
    with pytest.raises(UsageError, match="not that of anybody"):
        verify_signature(plan_file, signers)
    sign(plan_file, keys["bob"])
    with pytest.raises(UsageError, match="not that of anybody"):
        verify_signature(plan_file, signers)
    with pytest.raises(UsageError, match="cannot be signed"):
        sign(plan_file, tmp_path / "nobody")


def test_the_order_of_a_definition_makes_no_other_plan(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """A definition moved about in its files asks for the same."""
    with opened(scratch.url) as database:
        looked_at = reviewed(database, tmp_path, replace(from_dict(AFTER), targets=("sqlite",)))
        turned = {"tables": dict(reversed(AFTER["tables"].items()))}
        assert looked_at.terms is not None
        assert looked_at.terms.definition == from_dict(turned).fingerprint()
