"""Reference data: rows of the definition are put in place, compared as the server reads them, and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.comparing import compare
from schemac.api.importing import Target, import_database
from schemac.api.planning import opened, plan
from schemac.errors import UsageError
from schemac.source import load
from schemac.source.loading import from_dict
from tests.servers.database import ScratchDatabase

COUNTRY = {"code": {"type": "char(2)", "primary_key": True}, "name": {"type": "varchar(40)", "nullable": False}}
KINDS: dict[str, Any] = {
    "id": {"type": "int", "primary_key": True},
    "t": "varchar(40)",
    "c": "char(5)",
    "n": "numeric(12,3)",
    "r": "real",
    "d": "double",
    "big": "bigint",
    "ok": "boolean",
    "day": "date",
    "at": "timestamp",
    "moment": "timestamptz",
    "j": "json",
    "b": "blob",
}
KIND_ROWS = [
    {
        "id": 1,
        "t": 'it\'s \\ "x" ü€🎉\nnext',
        "c": "ab",
        "n": 1.5,
        "r": 0.1,
        "d": 1e-7,
        "big": 9223372036854775807,
        "ok": True,
        "day": "2020-02-29",
        "at": "2020-02-29 12:30:00",
        "moment": "2020-02-29 12:30:00+02:00",
        "j": {"b": [1, "x", None], "a": {"deep": True}},
        "b": {"hex": "00ff5C"},
    },
    {
        "id": 2,
        "t": "",
        "c": "",
        "n": "-0.001",
        "r": -2.5,
        "d": 0,
        "big": 0,
        "ok": False,
        "day": None,
        "at": None,
        "moment": None,
        "j": "[ ]",
    },
    {"id": 3, "t": "'; DROP TABLE kinds; --", "n": 12, "j": {}},
]


def shop(rows: Any, columns: dict[str, Any] | None = None, **words: Any) -> dict[str, Any]:
    """Return a definition of countries with rows."""
    return {"tables": {"country": {"columns": columns or COUNTRY, "rows": {"values": rows, **words}}}}


def apply(scratch: ScratchDatabase, data: dict[str, Any], *, prune: bool = False) -> list[str]:
    """Make the database what a definition says and return the statements; a second plan must be empty."""
    definition = from_dict(data)
    with opened(scratch.url) as database:
        applied = apply_definition(database, definition, prune=prune, how=Applying(allow=("all",)))
        assert () == plan(database, definition, prune=prune).plan.differences
    return [step.statement.sql for step in applied.planned.plan.steps]


def statements(scratch: ScratchDatabase, data: dict[str, Any]) -> list[str]:
    """Return the statements of a plan."""
    with opened(scratch.url) as database:
        return [step.statement.sql for step in plan(database, from_dict(data)).plan.steps]


def countries(scratch: ScratchDatabase) -> list[tuple[Any, ...]]:
    """Return what is in the table."""
    return [tuple(row) for row in scratch.query("SELECT code, name FROM country ORDER BY code")]


def test_rows_are_inserted_with_a_new_table_and_stay_as_they_are(scratch: ScratchDatabase) -> None:
    """A new table is filled in the same plan, and a second plan has nothing to do."""
    apply(scratch, shop([["DE", "Germany"], ["FR", "France"]]))
    assert [("DE", "Germany"), ("FR", "France")] == countries(scratch)


def test_values_of_every_kind_are_stored_and_never_differ(scratch: ScratchDatabase) -> None:
    """What the server makes of a value is compared, so that no spelling of it is a difference."""
    data = {"tables": {"kinds": {"columns": KINDS, "rows": {"values": KIND_ROWS}}}}
    apply(scratch, data)
    assert [(3,)] == [tuple(row) for row in scratch.query("SELECT count(*) FROM kinds")]
    assert [('it\'s \\ "x" ü€🎉\nnext',)] == [tuple(row) for row in scratch.query("SELECT t FROM kinds WHERE id = 1")]


def test_imported_rows_are_the_rows(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """A definition imported with rows has nothing to plan, and a fresh import over it changes nothing."""
    apply(scratch, {"tables": {"kinds": {"columns": KINDS, "rows": {"values": KIND_ROWS}}}})
    target = Target(tmp_path / "kinds.yaml")
    import_database(scratch.url, target, rows=("kinds",)).write()
    assert "rows:" in target.main.read_text(encoding="utf-8")
    with opened(scratch.url) as database:
        assert () == plan(database, load(target.main)).plan.differences
    assert {} == import_database(scratch.url, target, rows=("kinds",)).files
    scratch.execute("DELETE FROM kinds")
    with opened(scratch.url) as database:
        apply_definition(database, load(target.main), how=Applying(allow=("all",)))
    assert {} == import_database(scratch.url, target, rows=("kinds",)).files


def test_only_what_differs_is_updated_and_other_rows_stay(scratch: ScratchDatabase) -> None:
    """One column of one row is set; rows that the definition does not have are nobody's business."""
    apply(scratch, shop([["DE", "Germany"], ["FR", "France"]]))
    scratch.execute("UPDATE country SET name = 'x' WHERE code = 'DE'")
    scratch.execute("INSERT INTO country VALUES ('XX', 'mine')")
    assert ["UPDATE country SET name = 'Germany' WHERE code = 'DE'"] == apply(scratch, shop([["DE", "Germany"], ["FR", "France"]]))
    assert ("XX", "mine") in countries(scratch)


def test_other_rows_of_an_exact_table_are_deleted(scratch: ScratchDatabase) -> None:
    """`exact: true` says that there are no other rows."""
    apply(scratch, shop([["DE", "Germany"]]))
    scratch.execute("INSERT INTO country VALUES ('XX', 'mine')")
    assert ["DELETE FROM country WHERE code = 'XX'"] == apply(scratch, shop([["DE", "Germany"]], exact=True))
    assert [("DE", "Germany")] == countries(scratch)


def test_a_null_and_an_empty_text_are_two_things(scratch: ScratchDatabase) -> None:
    """A value that becomes null, and one that becomes empty, are changes."""
    columns = {"code": COUNTRY["code"], "name": "varchar(40)"}
    apply(scratch, shop([["DE", None], ["FR", ""]], columns))
    assert [] == statements(scratch, shop([["DE", None], ["FR", ""]], columns))
    assert 2 == len(statements(scratch, shop([["DE", ""], ["FR", None]], columns)))


def test_text_differs_to_the_letter(scratch: ScratchDatabase) -> None:
    """Case, accents and blanks at the end of a text are part of it, however the server compares."""
    apply(scratch, shop([["DE", "Cafe"]]))
    for name in ("CAFE", "Café", "Cafe "):
        assert 1 == len(apply(scratch, shop([["DE", name]])))


def test_an_expression_counts_when_a_row_is_inserted(scratch: ScratchDatabase) -> None:
    """What `{sql: ...}` gives is not compared, so that a moment is no difference for ever."""
    columns = {**COUNTRY, "made": "timestamp"}
    apply(scratch, shop([["DE", "Germany", {"sql": "current_timestamp"}]], columns))
    scratch.execute("UPDATE country SET made = NULL")
    assert [] == statements(scratch, shop([["DE", "Germany", {"sql": "current_timestamp"}]], columns))


def test_a_column_of_which_a_row_says_nothing_has_its_default(scratch: ScratchDatabase) -> None:
    """Rows as mappings may leave columns out; what is there stays."""
    columns = {**COUNTRY, "place": {"type": "int", "nullable": False, "default": 7}}
    rows = [{"code": "DE", "name": "Germany", "place": 1}, {"code": "FR", "name": "France"}]
    apply(scratch, shop(rows, columns))
    scratch.execute("UPDATE country SET place = 9 WHERE code = 'FR'")
    assert [] == statements(scratch, shop(rows, columns))


def shops(cities: list[Any], rows: list[Any], **words: Any) -> dict[str, Any]:
    """Return a definition of cities that refer to countries, the referring table first."""
    city = {"id": {"type": "int", "primary_key": True}, "country": {"type": "char(2)", "references": "country.code"}}
    city_rows = {"rows": {"values": cities, **words}}
    country_rows = {"rows": {"values": rows, **words}}
    return {"tables": {"city": {"columns": city, **city_rows}, "country": {"columns": COUNTRY, **country_rows}}}


def test_rows_go_in_parents_first_and_out_children_first(scratch: ScratchDatabase) -> None:
    """Foreign keys between reference tables hold at every step."""
    apply(scratch, shops([[1, "DE"], [2, "FR"]], [["DE", "Germany"], ["FR", "France"]], exact=True))
    made = apply(scratch, shops([[1, "IT"]], [["IT", "Italy"]], exact=True))
    first, *inner, last = made
    assert "INSERT INTO country" == " ".join(first.split()[:3])
    assert {"DELETE FROM city WHERE id = 2", "UPDATE city SET country = 'IT' WHERE id = 1"} == set(inner)
    assert "DELETE FROM country WHERE code IN ('DE', 'FR')" == last


def test_a_foreign_key_to_new_rows_is_added_after_them(scratch: ScratchDatabase) -> None:
    """Rows that stand already may refer to what the same plan brings."""
    order = {"id": {"type": "int", "primary_key": True}, "status": {"type": "char(2)"}}
    apply(scratch, {"tables": {"orders": {"columns": order}}})
    scratch.execute("INSERT INTO orders VALUES (1, 'DE')")
    keyed = {"id": order["id"], "status": {"type": "char(2)", "references": "country.code"}}
    data = shop([["DE", "Germany"]])
    data["tables"] = {"orders": {"columns": keyed}, **data["tables"]}
    apply(scratch, data)
    assert [("DE", "Germany")] == countries(scratch)


def test_rows_that_refer_to_rows_of_their_own_table(scratch: ScratchDatabase) -> None:
    """A child that is written before its parent is inserted after it, and deleted before it."""
    columns = {"id": {"type": "int", "primary_key": True}, "parent": {"type": "int", "references": "node.id"}}
    apply(scratch, {"tables": {"node": {"columns": columns, "rows": {"values": [[3, 2], [2, 1], [1, None]], "exact": True}}}})
    apply(scratch, {"tables": {"node": {"columns": columns, "rows": {"values": [[1, None]], "exact": True}}}})
    assert [(1, None)] == [tuple(row) for row in scratch.query("SELECT * FROM node")]


def test_rows_follow_new_names_columns_and_types(scratch: ScratchDatabase) -> None:
    """A renamed table with a renamed key, a wider column and a new one: the rows are found, and only what is new is set."""
    apply(scratch, shop([["DE", "Germany"], ["FR", "France"]]))
    columns = {
        "iso": {"type": "char(2)", "primary_key": True, "renamed_from": "code"},
        "name": {"type": "varchar(80)", "nullable": False},
        "euro": {"type": "boolean"},
    }
    rows = {"values": [["DE", "Germany", True], ["FR", "France", True]]}
    data = {"tables": {"land": {"columns": columns, "renamed_from": "country", "rows": rows}}}
    made = [sql for sql in statements(scratch, data) if sql.startswith("UPDATE")]
    apply(scratch, data)
    assert 1 == len(made)
    assert made[0].startswith("UPDATE land SET euro")


def test_a_rebuilt_or_altered_table_keeps_its_rows(scratch: ScratchDatabase) -> None:
    """A column that goes and a constraint that comes leave the rows where they are."""
    columns = {**COUNTRY, "old": "int"}
    apply(scratch, shop([["DE", "Germany", 1]], columns))
    data = shop([["DE", "Germany"]])
    data["tables"]["country"]["constraints"] = {"named": {"check": "name <> ''"}}
    made = [sql for sql in apply(scratch, data, prune=True) if sql.startswith(("UPDATE", "DELETE"))]
    assert [] == made
    assert [("DE", "Germany")] == countries(scratch)


def test_counted_keys_can_be_given(scratch: ScratchDatabase) -> None:
    """Rows give the values of an identity column; what it counts from stays where it is."""
    columns = {"id": {"type": "bigint", "identity": "always", "primary_key": True}, "name": "varchar(20)"}
    apply(scratch, {"tables": {"role": {"columns": columns, "rows": {"values": [[1, "admin"], [2, "user"]]}}}})
    assert [(1,), (2,)] == [tuple(row) for row in scratch.query("SELECT id FROM role ORDER BY id")]


def test_a_key_of_several_columns(scratch: ScratchDatabase) -> None:
    """A row is told apart by all columns of its key; a unique constraint will do."""
    columns = {
        "id": {"type": "bigint", "identity": "by default", "primary_key": True},
        "a": {"type": "int", "nullable": False},
        "b": {"type": "varchar(5)", "nullable": False},
        "v": "int",
    }
    table = {"columns": columns, "constraints": {"ab": {"unique": ["a", "b"]}}}
    words = {"key": ["b", "a"], "columns": ["a", "b", "v"]}
    apply(scratch, {"tables": {"pair": {**table, "rows": {**words, "values": [[1, "x", 1], [1, "y", 2], [2, "x", 3]]}}}})
    made = apply(scratch, {"tables": {"pair": {**table, "rows": {**words, "exact": True, "values": [[1, "x", 9], [1, "y", 2]]}}}})
    assert ["DELETE FROM pair WHERE b = 'x' AND a = 2", "UPDATE pair SET v = 9 WHERE b = 'x' AND a = 1"] == made


def test_many_rows_take_few_statements(scratch: ScratchDatabase) -> None:
    """Rows are inserted in batches, and compared by a few statements however many they are."""
    rows = [[number, f"n{number}"] for number in range(1200)]
    data = {"tables": {"many": {"columns": {"id": {"type": "int", "primary_key": True}, "name": "varchar(20)"}, "rows": {"values": rows}}}}
    assert 4 == len(apply(scratch, data))
    with opened(scratch.url) as database:
        plan(database, from_dict({"tables": {"many": {"columns": data["tables"]["many"]["columns"]}}}))
        before = database.session.statements
        plan(database, from_dict({"tables": {"many": {"columns": data["tables"]["many"]["columns"]}}}))
        bare = database.session.statements - before
        plan(database, from_dict(data))
        assert 15 > database.session.statements - before - 2 * bare


def test_keys_that_the_server_takes_as_equal_are_one(mariadb_database: ScratchDatabase) -> None:
    """Where case does not tell keys apart, a key in another case is the same row, and no difference."""
    apply(mariadb_database, shop([["DE", "Germany"]]))
    assert [] == statements(mariadb_database, shop([["de", "Germany"]]))


def test_types_of_postgresql(postgresql_database: ScratchDatabase) -> None:
    """Arrays, enums, domains, intervals, ranges, jsonb and numbers without a scale are compared as the server reads them."""
    columns = {
        "id": {"type": "uuid", "primary_key": True},
        "tags": "text[]",
        "grid": "int[]",
        "mood": "mood",
        "sum": "amount",
        "span": "interval",
        "r": "int4range",
        "j": "jsonb",
        "n": "numeric",
        "ip": "inet",
        "f": "double[]",
    }
    rows = [
        {
            "id": "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
            "tags": ["a", 'b"c', "null", None, "x,y"],
            "grid": [[1, 2], [3, 4]],
            "mood": "sad",
            "sum": 3.5,
            "span": "90 minutes",
            "r": "[1,5]",
            "j": {"b": 1.0, "a": [1]},
            "n": 1.0,
            "ip": "10.0.0.1/32",
            "f": [0.5, 2],
        }
    ]
    data = {
        "enums": {"mood": ["sad", "glad"]},
        "domains": {"amount": {"type": "numeric(9,2)"}},
        "tables": {"kinds": {"columns": columns, "rows": {"values": rows}}},
    }
    apply(postgresql_database, data)
    data["enums"] = {"mood": ["sad", "glad", "new"]}
    rows[0]["mood"] = "new"
    apply(postgresql_database, data)
    assert [("new",)] == postgresql_database.query("SELECT mood::text FROM kinds")


def test_a_definition_takes_rows_on_and_keeps_its_comments(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Imported over a definition, only rows that the database has otherwise change; `rows` adds those that it lacks."""
    apply(scratch, shop([["DE", "Germany"], ["FR", "France"], ["IT", "Italy"]]))
    target = Target(tmp_path / "shop.yaml")
    import_database(scratch.url, target).write()
    assert "rows" not in target.main.read_text(encoding="utf-8")
    import_database(scratch.url, target, rows=("country",)).write()
    text = target.main.read_text(encoding="utf-8")
    assert "[IT, Italy]" in text
    spread = text[: text.index("      values:")] + "      values:\n        - [DE, Germany] # ours\n        - [FR, France]\n"
    target.main.write_text(spread, encoding="utf-8")
    assert {} == import_database(scratch.url, target).files
    scratch.execute("UPDATE country SET name = 'Frankreich' WHERE code = 'FR'")
    import_database(scratch.url, target).write()
    assert spread.replace("France", "Frankreich") == target.main.read_text(encoding="utf-8")


def test_comparing_looks_at_the_rows_that_are_said(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """A definition and a live database that has its rows do not differ; a row that is missing does."""
    apply(scratch, shop([["DE", "Germany"]]))
    path = tmp_path / "shop.yaml"
    import_database(scratch.url, Target(path), rows=("country",)).write()
    assert [] == rows_that_differ(scratch.url, str(path))
    assert [] == rows_that_differ(str(path), scratch.url)
    scratch.execute("DELETE FROM country")
    assert ["1 added"] == rows_that_differ(scratch.url, str(path))


def rows_that_differ(before: str, after: str) -> list[str]:
    """Return what a comparison says of rows; an import leaves out the owner that all objects have."""
    return [difference.summary for difference in compare(before, after, None) if difference.ref.kind == "rows"]


def test_rows_of_a_table_without_a_key_cannot_be_imported(scratch: ScratchDatabase) -> None:
    """Nothing would tell the rows apart, so that is said instead; and so is a name that is none of a table."""
    scratch.execute("CREATE TABLE loose (a int)")
    with pytest.raises(UsageError, match="nothing tells the rows of loose apart"):
        import_database(scratch.url, rows=("loose",))
    with pytest.raises(UsageError, match="there is no table lose"):
        import_database(scratch.url, rows=("lose",))


def test_the_server_says_why_a_value_cannot_be(postgresql_database: ScratchDatabase) -> None:
    """A value that only the server can refuse makes no plan fail: it is a difference until it is applied."""
    columns = {"id": {"type": "int", "primary_key": True}, "at": "point"}
    apply(postgresql_database, {"tables": {"p": {"columns": columns, "rows": {"values": [[1, "(1,2)"]]}}}})
    assert 1 == len(statements(postgresql_database, {"tables": {"p": {"columns": columns, "rows": {"values": [[1, "nowhere"]]}}}}))
