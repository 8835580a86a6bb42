"""Files of decisions: read with every error at its place, written with every comment kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from schemac.errors import Position, SchemaError
from schemac.model.decision import Decided, Decision, Decisions, fingerprint
from schemac.source.decisions import SCHEMA_FILE, parse_decisions, structure
from schemac.source.write_decisions import with_decisions

ROOT = Path(__file__).parents[3]
WHOLE = """\
decisions:
  - {drop: legacy_cart, because: unread, by: ann, until: 2027-01-01, env: prod}
  - {allow: PG105, object: customer}
  - {cast: order.total, using: "total::numeric"}
  - {fill: customer.phone, value: "''"}
  - {fill: customer.size, value: 0.50}
  - {fill: customer.vip, value: false}
  - rename: {from: customer.mail, to: customer.email}
  - not_a_rename: {from: customer.fax, to: customer.phone}
  - {drift: customer.size, owner: ann, until: 2027-01-01}
"""
EVERY = (
    Decision(Decided.DROP, "legacy_cart", because="unread", by="ann", until=date(2027, 1, 1), env="prod", position=Position("d", 2, 5)),
    Decision(Decided.ALLOW, "customer", code="PG105", position=Position("d", 3, 5)),
    Decision(Decided.CAST, "order.total", sql="total::numeric", position=Position("d", 4, 5)),
    Decision(Decided.FILL, "customer.phone", sql="''", position=Position("d", 5, 5)),
    Decision(Decided.FILL, "customer.size", sql="0.50", position=Position("d", 6, 5)),
    Decision(Decided.FILL, "customer.vip", sql="false", position=Position("d", 7, 5)),
    Decision(Decided.RENAME, "customer.email", was="customer.mail", position=Position("d", 8, 5)),
    Decision(Decided.NOT_A_RENAME, "customer.phone", was="customer.fax", position=Position("d", 9, 5)),
    Decision(Decided.DRIFT, "customer.size", until=date(2027, 1, 1), owner="ann", position=Position("d", 10, 5)),
)


def refused(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of all that is wrong with a text."""
    with pytest.raises(SchemaError) as failure:
        parse_decisions("d", text)
    return [(problem.code, problem.position.line, problem.position.column) for problem in failure.value.problems if problem.position]


def test_every_kind_is_read() -> None:
    """Each entry becomes a decision with the line that it stands on."""
    assert EVERY == parse_decisions("d", WHOLE)


def test_what_is_written_reads_as_it_was() -> None:
    """Decisions written into an empty file come back the same, but for where they stand."""
    written = parse_decisions("d", with_decisions("", [(each, "a remark") for each in EVERY]))

    assert [each.words for each in EVERY] == [each.words for each in written]
    assert EVERY[0].cited.partition(" ")[2] == written[0].cited.partition(" ")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("decisions:\n- drop: a\n  value: 1\n", [("SC450", 3, 3)]),
        ("decisions:\n- cast: a.b\n", [("SC450", 2, 3)]),
        ("decisions:\n- drift: a.b\n  owner: ann\n", [("SC450", 2, 3)]),
        ("decisions:\n- drop: a.b\n  owner: ann\n", [("SC450", 3, 3)]),
        ("decisions:\n- allow: PG105\n", [("SC450", 2, 3)]),
        ("decisions:\n- fill: a..b\n  value: 1\n", [("SC450", 2, 9)]),
        ("decisions:\n- drop: a\n  until: 2027-02-31\n", [("SC451", 3, 10)]),
        ("decisions:\n- rename: {from: a.x, to: b.x}\n", [("SC452", 2, 27)]),
        ("decisions:\n- rename: {from: a.x, to: a.x}\n", [("SC452", 2, 27)]),
        ("decisions:\n- drop: a\n- drop: a\n  because: again\n", [("SC453", 3, 3)]),
        ("decisions:\n- rename: {from: a, to: b}\n- not_a_rename: {from: a, to: b}\n", [("SC453", 3, 3)]),
        ("decisions:\n- drob: a\n- {}\n", [("SC110", 2, 3), ("SC112", 2, 3), ("SC112", 3, 3)]),
        ("decisions: all\n", [("SC111", 1, 12)]),
        ("decide: []\n", [("SC110", 1, 1), ("SC112", 1, 1)]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Every problem of a file is told at once, with its code and its place."""
    assert expected == refused(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", None),
        ("# only this\n", "# only this\ndecisions:\n  # why\n  - {drop: b}\n"),
        ("decisions: []\n", "decisions:\n  # why\n  - {drop: b}\n"),
        ("decisions: [{drop: a}]  # one line\n", "decisions: [{drop: a}, {drop: b}]  # one line\n"),
        (
            "decisions:\n- drop: a   # first\n\n# the end\n",
            "decisions:\n- drop: a   # first\n# why\n- {drop: b}\n\n# the end\n",
        ),
    ],
)
def test_what_is_appended_leaves_the_rest(before: str, after: str | None) -> None:
    """Comments and layout stay, and the new entry stands at the end of the list."""
    text = with_decisions(before, [(Decision(Decided.DROP, "b"), "why")])

    assert "b" == parse_decisions("d", text)[-1].object
    assert after in {None, text}


def test_an_object_is_meant_by_its_name_with_or_without_what_goes_without_saying() -> None:
    """The default namespace may be said; the rows of a table are meant only where the decision says so."""
    made = Decisions().within("public", caseless=False)

    assert made.concerns("customer.mail", "column customer.mail")
    assert made.concerns("public.customer.mail", "column customer.mail")
    assert made.concerns("view v", "view v")
    assert made.concerns("rows country", "rows country")
    assert not made.concerns("table v", "view v")
    assert not made.concerns("country", "rows country")
    assert not made.concerns("Customer", "table customer")
    assert made.covers("customer", "index customer.by_name")
    assert not made.covers("customer", "index customers.by_name")
    assert Decisions().within("", caseless=True).concerns("Customer", "table customer")


def test_the_fingerprint_is_of_what_is_decided() -> None:
    """It changes with what a decision says, and not with why, by whom or where."""
    one = Decision(Decided.FILL, "a.b", sql="1")
    same = Decision(Decided.FILL, "a.b", sql="1", because="x", by="ann", position=Position("d", 1, 1))
    others = [Decision(Decided.FILL, "a.b", sql="2"), Decision(Decided.FILL, "a.b", sql="1", until=date(2027, 1, 1))]

    assert fingerprint([one]) == fingerprint([same, one])
    assert fingerprint([one]) not in {fingerprint([each]) for each in others}
    assert "" == fingerprint([])


def test_the_command_of_a_decision_can_be_typed() -> None:
    """What a shell would take apart is quoted."""
    assert "schemac decide fill a.b \"''\"" == Decision(Decided.FILL, "a.b", sql="''").command
    assert "schemac decide fill a.b 'x + 1'" == Decision(Decided.FILL, "a.b", sql="x + 1").command
    assert "schemac decide allow PG105 a" == Decision(Decided.ALLOW, "a", code="PG105").command


def test_the_copy_for_editors_is_equal_and_a_json_schema() -> None:
    """The file that editors are pointed to is the one that the package ships, and every example in it is valid."""
    assert SCHEMA_FILE.read_bytes() == (ROOT / "schemas" / SCHEMA_FILE.name).read_bytes()
    Draft202012Validator.check_schema(structure())
    items = structure()["properties"]["decisions"]["items"]
    for schema in [items, *items["properties"].values()]:
        assert [] == [error.message for example in schema["examples"] for error in Draft202012Validator(schema).iter_errors(example)]
        assert schema["description"].endswith(".")
