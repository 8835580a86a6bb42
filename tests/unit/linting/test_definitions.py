"""Rules about how a definition is made."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from schemac.dialect import load
from schemac.errors import UsageError
from schemac.linting.policy import Policy, policy_of
from schemac.linting.run import known_rules, lint_definition
from schemac.source import from_dict

ID = {"id": {"type": "bigint", "identity": "always", "primary_key": True}}


def codes(columns: Mapping[str, object], policy: Policy | None = None, name: str = "item", **table: object) -> set[str]:
    """Return the codes of what is found in a definition of one table."""
    definition = from_dict({"schemac": 1, "tables": {"other": {"columns": dict(ID)}, name: {"columns": columns, **table}}})
    found = lint_definition(definition, load("postgresql"), {}, policy or Policy()).found
    return {hazard.code for hazard in found if "other" not in hazard.object.split(".")[0].split()[-1]}


def asked(code: str, **options: object) -> Policy:
    """Return a policy that asks for one rule with options."""
    return policy_of({code: {"severity": "warning", **options}}, known_rules([load("postgresql")]))


@pytest.mark.parametrize(
    ("code", "columns"),
    [
        ("DL101", {"a": "text"}),
        ("DL102", {"id": {"type": "int", "identity": "always", "primary_key": True}}),
        ("DL205", {**ID, "a": "char(3)"}),
        ("DL207", {**ID, "a": "timestamp"}),
        ("DL208", {**ID, "a": "json"}),
        ("DL209", {**ID, "a": "money"}),
        ("DL211", {**ID, "unit_price": "double precision"}),
        ("DL301", {**ID, "other_id": {"type": "bigint", "references": "other.id"}}),
        ("NM109", {**ID, "user": "text"}),
    ],
)
def test_it_is_found(code: str, columns: Mapping[str, object]) -> None:
    """A table of these columns is found under that code alone."""
    assert {code} == codes(columns)


def test_a_sound_table_has_no_findings() -> None:
    """A key of 64 bits, times with a zone, and an index for each reference."""
    columns = {**ID, "at": "timestamptz", "other_id": {"type": "bigint", "references": "other.id"}}
    assert set() == codes(columns, indexes=[{"columns": ["other_id"]}])


def test_indexes_said_twice() -> None:
    """Equal ones and those that another one begins with are told apart; a unique one stays."""
    columns = {**ID, "a": "text", "b": "text"}
    assert {"DL302"} == codes(columns, indexes={"x": {"columns": ["a"]}, "y": {"columns": ["a"]}})
    assert {"DL303"} == codes(columns, indexes={"x": {"columns": ["a"]}, "y": {"columns": ["a", "b"]}})
    assert set() == codes(columns, indexes={"x": {"columns": ["a"], "unique": True}, "y": {"columns": ["a", "b"]}})


@pytest.mark.parametrize(
    ("code", "options", "columns"),
    [
        ("DL104", {}, {"id": {"type": "bigserial", "primary_key": True}}),
        ("DL202", {}, {**ID, "a": "int"}),
        ("DL203", {}, {**ID, "a": "smallint"}),
        ("DL206", {}, {**ID, "a": "varchar(3)"}),
        ("DL213", {"types": ["float8"]}, {**ID, "a": "double precision"}),
        ("DL214", {"most": 10}, {**ID, "a": "varchar(11)"}),
        ("DL401", {"columns": ["created_at"]}, ID),
        ("DL402", {}, ID),
        ("DL403", {}, ID),
        ("DL404", {"most": 1}, {**ID, "a": "text"}),
        ("DL405", {}, {**ID, "a": "text"}),
        ("DL406", {}, {**ID, "a": "text"}),
        ("NM102", {"pattern": "t_.*"}, ID),
        ("NM103", {"pattern": "[a-z]+"}, {**ID, "A1": "text"}),
    ],
)
def test_a_project_asks_for_more(code: str, options: Mapping[str, object], columns: Mapping[str, object]) -> None:
    """A rule on request is silent until the project names it, and takes the project's options."""
    assert code not in codes(columns)
    assert code in codes(columns, asked(code, **options))


def test_a_policy_says_what_is_wrong_with_it() -> None:
    """An unknown code, an unknown severity and a rule that is off without a reason are refused."""
    known = known_rules([load("postgresql")])
    wrong = [{"DL999": "off"}, {"DL101": "loud"}, {"DL101": "off"}]
    said = []
    for each in wrong:
        with pytest.raises(UsageError) as refused:
            policy_of(each, known)
        said.append(refused.value.problems[0].code)
    assert ["SC030", "SC031", "SC032"] == said
