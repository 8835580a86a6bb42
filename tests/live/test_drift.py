"""Who has moved since the last apply, and what adopting, reverting and ignoring make of it, on every engine."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.drifting import Drift, compare, drift
from schemac.api.planning import Database, opened, plan
from schemac.api.resolving import adopt, ignoring, revert
from schemac.api.saving import save
from schemac.api.undoing import undo
from schemac.apply import Origin, entries
from schemac.errors import HazardError, SchemaError, UsageError
from schemac.model.decision import NO_DECISIONS, Decided, Decision, Decisions
from schemac.model.drift import Side
from schemac.source import load
from schemac.source.loading import from_dict
from tests.servers.database import ScratchDatabase

Data = dict[str, Any]

BASE: Data = {
    "tables": {
        "customer": {
            "columns": {
                "id": {"type": "int", "primary_key": True},
                "size": {"type": "int", "nullable": False, "default": 0},
                "level": {"type": "int", "default": 1},
                "code": "int",
            },
            "constraints": {"customer_code_ok": {"check": "code > 0 and code <> 7"}},
            "indexes": {"customer_level_idx": {"columns": ["level"]}},
            "rows": {"values": [{"id": 1, "size": 10, "code": 5}, {"id": 2, "size": 20, "code": 6}]},
        },
        "visit": {
            "columns": {
                "id": {"type": "int", "primary_key": True},
                "customer_id": {"type": "int", "references": "customer.id"},
                "day": "int",
            }
        },
    },
    "views": {"large": {"sql": "select id, size from customer where size > 100"}},
}


def with_(data: Data, **changes: Any) -> Data:
    """Return a definition with something else at paths like `tables__customer__columns__size__default`; None takes it away."""
    made = deepcopy(data)
    for path, value in changes.items():
        *steps, last = path.split("__")
        place = made
        for step in steps:
            place = place.setdefault(step, {})
        if value is None:
            del place[last]
        else:
            place[last] = value
    return made


def origin() -> Origin:
    """Return somebody whose clock ticks once each time it is looked at."""
    ticks = count()
    return Origin("ann@desk", "revert", "1.0", lambda: f"2026-01-01T00:00:{next(ticks):02}+00:00")


def as_applied(database: Database, data: Data) -> Applied:
    """Apply a definition and keep it in the history."""
    return apply_definition(database, from_dict(data), prune=True, how=Applying(allow=["all"], origin=origin()))


def by_hand(database: Database, data: Data) -> Applied:
    """Make the database what a definition says behind the history's back."""
    return apply_definition(database, from_dict(data), prune=True, how=Applying(allow=["all"]))


def reverted(database: Database, data: Data, *names: str, allow: tuple[str, ...] = ("all",)) -> Applied:
    """Let what has drifted go back."""
    return revert(database, from_dict(data), NO_DECISIONS, names, how=Applying(allow=allow, origin=origin()))


def told(found: Drift) -> set[tuple[str, str, str]]:
    """Return the class, the name and the attributes, or the verb, of each difference."""
    return {
        (str(each.side), str(each.ref), " ".join(sorted({attribute for attribute, _, _ in each.details})) or each.verb)
        for each in found.differences
    }


def sides(database: Database, data: Data) -> set[tuple[str, str, str]]:
    """Return what `told` tells of a database beside a definition."""
    return told(drift(database, from_dict(data)))


LIVE: Data = with_(
    BASE,
    tables__customer__columns__level={"type": "int", "nullable": False, "default": 1},
    tables__customer__columns__size={"type": "int", "nullable": False, "default": 1},
    tables__customer__columns__fax="int",
    tables__customer__constraints={"customer_code_ok": {"check": "code > 0 and code <> 8"}},
    tables__customer__indexes={"customer_code_idx": {"columns": ["code"]}},
    tables__customer__rows={"values": [{"id": 1, "size": 11, "code": 5}, {"id": 2, "size": 20, "code": 6}]},
    tables__extra={"columns": {"id": {"type": "int", "primary_key": True}}},
    views__large={"sql": "select id, size from customer where size > 200"},
)
WANTED: Data = with_(
    BASE,
    tables__customer__columns__level={"type": "int", "default": 2},
    tables__customer__columns__size={"type": "int", "nullable": False, "default": 2},
    tables__customer__columns__age="int",
    tables__customer__rows={"values": [{"id": 1, "size": 10, "code": 5}, {"id": 2, "size": 22, "code": 6}]},
    tables__visit__indexes={"visit_day_idx": {"columns": ["day"]}},
)
DRIFTED = {
    ("drift", "column customer.level", "nullable"),
    ("drift", "column customer.fax", "add"),
    ("drift", "check customer.customer_code_ok", "sql"),
    ("drift", "index customer.customer_level_idx", "drop"),
    ("drift", "index customer.customer_code_idx", "add"),
    ("drift", "rows customer", "row 1 size"),
    ("drift", "table extra", "add"),
    ("drift", "view large", "sql"),
}
PENDING = {
    ("pending", "column customer.level", "default"),
    ("pending", "column customer.age", "add"),
    ("pending", "rows customer", "row 2 size"),
    ("pending", "index visit.visit_day_idx", "add"),
}
BOTH = {("both", "column customer.size", "default")}


def test_each_attribute_part_and_row_says_who_has_moved(scratch: ScratchDatabase) -> None:
    """One column has drifted in an attribute and is pending in another; so for parts, rows and whole objects, and both say all values."""
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        assert set() == sides(database, BASE)
        assert {"pending"} == {side for side, _, _ in sides(database, WANTED)}
        by_hand(database, LIVE)
        assert {"drift"} == {side for side, _, _ in sides(database, BASE)}
        found = drift(database, from_dict(WANTED))
        assert DRIFTED | PENDING | BOTH == told(found)
        (both,) = (each for each in found.differences if each.side is Side.BOTH)
        assert ({"default": "0"}, (("default", "2", "1"),)) == (both.applied, both.details)
        assert set() == sides(database, LIVE)


def test_a_row_that_both_have_changed_shows_three_values(scratch: ScratchDatabase) -> None:
    """The values are those of the cell; another row that only the database has changed is drift beside it."""
    rows = "tables__customer__rows"
    live = with_(BASE, **{rows: {"values": [{"id": 1, "size": 11, "code": 5}, {"id": 2, "size": 21, "code": 6}]}})
    wanted = with_(BASE, **{rows: {"values": [{"id": 1, "size": 12, "code": 5}, {"id": 2, "size": 20, "code": 6}]}})
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, live)
        found = {each.side: each for each in drift(database, from_dict(wanted)).differences}
        assert {Side.DRIFT, Side.BOTH} == set(found)
        assert ({"row 1 size": "10"}, (("row 1 size", "12", "11"),)) == (found[Side.BOTH].applied, found[Side.BOTH].details)
        assert (("row 2 size", "20", "21"),) == found[Side.DRIFT].details
        reverted(database, wanted)
        assert [(11,), (20,)] == [tuple(row) for row in database.session.query("SELECT size FROM customer ORDER BY id")]


def test_without_a_history_nobody_knows(scratch: ScratchDatabase) -> None:
    """The differences are shown without a class, and nothing can be adopted, reverted or ignored."""
    with opened(scratch.url) as database:
        by_hand(database, BASE)
        found = drift(database, from_dict(with_(BASE, tables__customer__columns__fax="int")))
        assert (False, {("None", "column customer.fax", "drop")}) == (found.history, told(found))
        with pytest.raises(UsageError, match="no history is kept") as error:
            reverted(database, BASE)
        assert "SC464" == error.value.problems[0].code


def test_what_is_gone_on_one_side_and_changed_on_the_other_is_both(scratch: ScratchDatabase) -> None:
    """A view dropped by hand and changed in the definition, and one changed by hand and taken out of it, say so in words."""
    second = {"sql": "select id from customer where size > 1"}
    base = with_(BASE, views__small=second)
    with opened(scratch.url) as database:
        as_applied(database, base)
        by_hand(database, with_(base, views__large=None, views__small={"sql": "select id from customer where size > 2"}))
        found = drift(database, from_dict(with_(base, views__large={"sql": "select id from customer"}, views__small=None)))
        assert {("both", "view large", "drop"), ("both", "view small", "add")} == told(found)
        assert {
            "the database has it no longer, and the definition has changed it",
            "the database has changed it, and the definition has it no longer",
        } == {each.note for each in found.differences}


RENAMING: Data = {
    **with_(BASE, tables__customer=None, views__large={"sql": "select id, width from client where width > 100"}),
}
RENAMING["tables"] = {
    "client": {
        **with_(BASE)["tables"]["customer"],
        "renamed_from": "customer",
        "columns": {
            "id": {"type": "int", "primary_key": True},
            "width": {"type": "int", "nullable": False, "default": 0, "renamed_from": "size"},
            "level": {"type": "int", "default": 1},
            "code": "int",
        },
        "rows": {"values": [{"id": 1, "width": 10, "code": 5}, {"id": 2, "width": 20, "code": 6}]},
    },
    "visit": with_(BASE, tables__visit__columns__customer_id={"type": "int", "references": "client.id"})["tables"]["visit"],
}


def test_a_rename_that_is_not_applied_yet_is_pending(scratch: ScratchDatabase) -> None:
    """Drift under the old names is found, and reverted under them; the rename is left for an apply."""
    live = with_(
        BASE,
        tables__customer__columns__size={"type": "int", "nullable": False, "default": 3},
        tables__customer__columns__fax="int",
        tables__customer__indexes={},
    )
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, live)
        found = sides(database, RENAMING)
        drifted = {("drift", "column client.width", "default"), ("drift", "column client.fax", "add")}
        assert drifted | {("drift", "index client.customer_level_idx", "drop")} == {each for each in found if each[0] == "drift"}
        assert {("pending", "table client", "rename"), ("pending", "column client.width", "rename")} <= found
        assert not any(each[0] == "both" for each in found)
        reverted(database, RENAMING)
        assert {"pending"} == {each[0] for each in sides(database, RENAMING)}
        assert set() == sides(database, BASE)
        assert as_applied(database, RENAMING).report is not None
        assert set() == sides(database, RENAMING)


def test_a_rename_made_by_hand_is_drift(scratch: ScratchDatabase) -> None:
    """A column that somebody has called by its old name again is renamed back; no definition adopts that."""
    base = with_(BASE, tables__customer__columns__code=None, tables__customer__constraints={}, tables__customer__rows={"values": []})
    base["tables"]["customer"]["columns"]["tag"] = {"type": "int", "renamed_from": "code"}
    with opened(scratch.url) as database:
        as_applied(database, base)
        database.session.execute("ALTER TABLE customer RENAME COLUMN tag TO code")
        assert {("drift", "column customer.code", "rename")} == sides(database, base)
        reverted(database, base)
        assert set() == sides(database, base)


def test_revert_touches_what_has_drifted_and_nothing_else(scratch: ScratchDatabase) -> None:
    """What is pending, and what both have changed, stays as it is; the history tells of it, and what was applied is still known."""
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, LIVE)
        with pytest.raises(HazardError, match=r"customer\.fax"):
            reverted(database, WANTED, allow=())
        assert DRIFTED | PENDING | BOTH == sides(database, WANTED)
        done = reverted(database, WANTED)
        assert done.report is not None
        assert PENDING | BOTH == sides(database, WANTED)
        assert "revert" == entries(database.session, database.engine.own.history)[0].command
        assert reverted(database, WANTED).report is None
        assert PENDING | BOTH == sides(database, WANTED)
        reverted(database, WANTED, "customer.size")
        assert PENDING | {("pending", "column customer.size", "default")} == sides(database, WANTED)


def test_revert_of_chosen_things_leaves_the_others(scratch: ScratchDatabase) -> None:
    """A name is that of an object or of a part; a name of nothing that has drifted is an error that says what has."""
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, LIVE)
        with pytest.raises(UsageError, match="called visit") as error:
            reverted(database, BASE, "visit")
        assert "SC465" == error.value.problems[0].code
        assert "extra" in str(error.value.problems[0].hint)
        before = sides(database, BASE)
        reverted(database, BASE, "extra", "customer.fax")
        assert {("drift", "table extra", "add"), ("drift", "column customer.fax", "add")} == before - sides(database, BASE)
        reverted(database, BASE, "customer")
        assert {("drift", "view large", "sql")} == sides(database, BASE)


def written(folder: Path, data: Data) -> Path:
    """Write a definition into a file with a comment on each table and on each column."""
    path = folder / "app.yaml"
    text = yaml.safe_dump({"schemac": 1, **data}, sort_keys=False)
    lines = [f"{line}  # about {line.strip(' :')}" if line.startswith("  ") and line.endswith(":") else line for line in text.splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_adopt_brings_the_definition_to_what_has_drifted(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Afterwards only what is pending, or both, is left to do, and every comment of what stays is kept."""
    path = written(tmp_path, WANTED)
    before = path.read_text("utf-8")
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, LIVE)
        found = adopt(database, path, {}, NO_DECISIONS)
        assert path.read_text("utf-8") == before
        save(found.files)
        left = drift(database, load(path))
        assert PENDING | BOTH == told(left)
        planned = plan(database, load(path), prune=True).plan.differences
        assert {str(each.ref) for each in planned} == {name for _, name, _ in PENDING | BOTH}
    after = path.read_text("utf-8")
    gone = {"customer_level_idx"}
    kept = [line.strip() for line in before.splitlines() if "# about" in line and not any(word in line for word in gone)]
    assert [line for line in kept if line not in after] == []


def test_adopt_of_chosen_things_leaves_the_others(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Only the named is written; a name of something that both have changed lets the database win."""
    path = written(tmp_path, WANTED)
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, LIVE)
        save(adopt(database, path, {}, NO_DECISIONS, ["customer.fax", "extra", "customer.size"]).files)
        adopted = {("drift", "column customer.fax", "add"), ("drift", "table extra", "add")}
        assert DRIFTED - adopted | PENDING == sides(database, yaml.safe_load(path.read_text("utf-8")))


def test_adopt_goes_along_with_a_pending_rename(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """What has drifted under the old names is written under the new ones, and the rename stays to be applied."""
    path = written(tmp_path, RENAMING)
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, with_(BASE, tables__customer__columns__fax="int", tables__customer__indexes={}))
        save(adopt(database, path, {}, NO_DECISIONS).files)
        data = yaml.safe_load(path.read_text("utf-8"))
        assert "fax" in data["tables"]["client"]["columns"]
        assert "customer" == data["tables"]["client"]["renamed_from"]
        assert {"pending"} == {each[0] for each in sides(database, data)}


def test_adopt_refuses_a_name_that_has_drifted(sqlite_database: ScratchDatabase, tmp_path: Path) -> None:
    """The error says what the thing is called in the database."""
    base = with_(BASE, tables__visit__columns__day={"type": "int", "renamed_from": "date"})
    with opened(sqlite_database.url) as database:
        as_applied(database, base)
        database.session.execute("ALTER TABLE visit RENAME COLUMN day TO date")
        with pytest.raises(SchemaError, match="called date in the database") as error:
            adopt(database, written(tmp_path, base), {}, NO_DECISIONS)
        assert "SC466" == error.value.problems[0].code


def ignoring_until(day: date, today: date, *names: str) -> Decisions:
    """Return the decisions that let some things be until a day."""
    entries_ = tuple(Decision(Decided.DRIFT, name, owner="ana", until=day, because="hotfix") for name in names)
    return Decisions(entries_, today)


def test_what_is_ignored_says_so_until_its_day(scratch: ScratchDatabase) -> None:
    """It is shown with its owner, neither adopted nor reverted unless named, and drift again on the next day; a plan still shows it."""
    day = date(2027, 1, 31)
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        by_hand(database, with_(BASE, tables__customer__columns__fax="int", views__large=None))
        made = ignoring_until(day, day, "customer.fax")
        found = {str(each.ref): each for each in drift(database, from_dict(BASE), made).differences}
        fax = found["column customer.fax"]
        assert ("ana", "2027-01-31", "hotfix", True) == (fax.owner, fax.until, fax.because, fax.ignored)
        assert not found["view large"].ignored
        revert(database, from_dict(BASE), made, how=Applying(allow=["all"], origin=origin()))
        assert {("drift", "column customer.fax", "add")} == sides(database, BASE)
        later = ignoring_until(day, date(2027, 2, 1), "customer.fax")
        assert [False] == [each.ignored for each in drift(database, from_dict(BASE), later).differences]
        planned = plan(database, from_dict(BASE), prune=True, decisions=made).plan
        assert (["drop"], ()) == ([each.verb for each in planned.differences], planned.stale)
        revert(database, from_dict(BASE), made, ["customer.fax"], how=Applying(allow=["all"], origin=origin()))
        assert set() == sides(database, BASE)


def test_ignoring_is_refused_where_it_would_not_help(sqlite_database: ScratchDatabase) -> None:
    """What is decided already, and what the definition has changed too, cannot be ignored."""
    one = Decision(Decided.DRIFT, "", owner="ana", until=date(2027, 1, 31))
    with opened(sqlite_database.url) as database:
        as_applied(database, BASE)
        by_hand(database, LIVE)
        found = compare(database, from_dict(WANTED), ignoring_until(date(2027, 1, 31), date(2027, 1, 1), "extra"))
        assert ["extra", "large"] == [each.object for each in ignoring(compare(database, from_dict(WANTED)), ["extra", "large"], one)]
        with pytest.raises(UsageError) as error:
            ignoring(found, ["extra", "customer.size"], one)
        assert ["SC453", "SC467"] == [each.code for each in error.value.problems]


@pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)
def test_columns_moved_about_are_drift_or_pending(scratch: ScratchDatabase) -> None:
    """Where the order of columns is part of the state, who has moved them is told, and reverting moves them back."""
    first = {"id": {"type": "int", "primary_key": True}, "a": "int", "b": "int"}
    base: Data = {"tables": {"t": {"columns": first}}}
    moved: Data = {"tables": {"t": {"columns": {"id": first["id"], "b": "int", "a": "int"}}}}
    with opened(scratch.url) as database:
        as_applied(database, base)
        assert {"pending"} == {side for side, _, _ in sides(database, moved)}
        by_hand(database, moved)
        assert {"drift"} == {side for side, _, _ in sides(database, base)}
        reverted(database, base)
        assert set() == sides(database, base)


def test_what_drifts_elsewhere_is_drift_still_after_an_undo(scratch: ScratchDatabase) -> None:
    """An undo settles what it touches; what somebody did by hand meanwhile is not taken for what was applied."""
    more = with_(BASE, tables__visit__columns__note="int")
    with opened(scratch.url) as database:
        as_applied(database, BASE)
        as_applied(database, more)
        database.session.execute("CREATE TABLE extra (id int)")
        undo(database, how=Applying(allow=["all"], origin=origin()))
        assert {("drift", "table extra", "add")} == sides(database, BASE)
        assert {("drift", "table extra", "add"), ("pending", "column visit.note", "add")} == sides(database, more)
