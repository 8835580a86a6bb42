"""Definitions drawn at random, from the words that all engines have and from those that only one has."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Words = dict[str, Any]

TABLES = ("customer", "order", "Visit Log")
COLUMNS: dict[str, tuple[Any, ...]] = {
    "amount": ("int", "bigint", "numeric(8,2)"),
    "title": ("varchar(20)", "varchar(40)", "text"),
    "select": ("boolean",),
    "day": ("date",),
    "Kind": ("varchar(8)",),
    "at": ("timestamp",),
}
"""Columns by name, each with types of one family: what a value of one is in another is a question of its own."""
DEFAULTS: Words = {
    "amount": (0, 7),
    "title": ("it's", "x;--"),
    "select": (True, False),
    "day": ({"sql": "'2026-01-01'"},),
    "Kind": ("new", "old"),
    "at": ({"sql": "current_timestamp"},),
}
COMMENTED = frozenset({"postgresql", "mariadb", "mysql"})
PARTIAL = frozenset({"postgresql", "sqlite"})
MYSQL = frozenset({"mariadb", "mysql"})


def quoted(name: str) -> str:
    """Return a name as a key or a text of a definition says it."""
    return f'"{name}"'


@st.composite
def column(draw: st.DrawFn, name: str, engine: str) -> Words:
    """A column of a name, of one of the types that go with it."""
    made: Words = {"type": draw(st.sampled_from(COLUMNS[name]))}
    if made["type"] != "text" and draw(st.booleans()):
        made |= {"default": draw(st.sampled_from(DEFAULTS[name])), "nullable": draw(st.booleans())}
    if name in {"amount", "Kind"} and draw(st.booleans()):
        made["unique"] = True
    if engine in COMMENTED and draw(st.booleans()):
        made["comment"] = draw(st.sampled_from(['it\'s; a "comment"', "ünïcode"]))
    if engine == "postgresql" and name == "title" and draw(st.booleans()):
        made |= {"collation": "C", "dialects": {"postgresql": {"storage": draw(st.sampled_from(["external", "main"]))}}}
    if engine in MYSQL and name == "amount" and made["type"] != "numeric(8,2)" and draw(st.booleans()):
        made["type"] = f"{made['type']} unsigned"
    return made


@st.composite
def columns(draw: st.DrawFn, engine: str) -> Words:
    """A key and some columns, one of them perhaps computed."""
    key: Words = {"type": "bigint", "identity": "by default", "primary_key": True}
    if engine == "postgresql":
        key["identity"] = draw(st.sampled_from(["by default", "always", {"always": True, "start": 100, "increment": 10}]))
    made: Words = {"id": key}
    for name in draw(st.lists(st.sampled_from(sorted(COLUMNS)), unique=True, max_size=4)):
        made[name] = draw(column(name, engine))
    if "amount" in made and draw(st.booleans()):
        made["doubled"] = {"type": "bigint", "generated": {"sql": draw(st.sampled_from(["amount * 2", "amount + 1"])), "stored": True}}
    return made


@st.composite
def indexes(draw: st.DrawFn, table: Words, engine: str, number: int) -> Words:
    """Some indexes over a table's columns, with what the engine's indexes can."""
    keys = [name for name in table["columns"] if name not in {"title", "doubled"}]
    made: Words = {}
    for at in range(draw(st.integers(0, 2))):
        wanted = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=2))
        index: Words = {"columns": [{"column": quoted(key)} for key in wanted]}
        if draw(st.booleans()):
            index["columns"][0]["order"] = "desc"
        if engine in PARTIAL and draw(st.booleans()):
            index["where"] = draw(st.sampled_from(["id > 5", "id <> 7"]))
        if engine in PARTIAL and "Kind" in table["columns"] and draw(st.booleans()):
            index["columns"].append({"sql": 'lower("Kind")'})
        if engine == "postgresql" and draw(st.booleans()):
            index |= {"include": ["id"]} if "id" not in wanted else {"dialects": {"postgresql": {"with": {"fillfactor": 70}}}}
        made[f"{number}_{at}_idx"] = index
    if engine in MYSQL and "title" in table["columns"] and draw(st.booleans()):
        made[f"{number}_title_idx"] = {"columns": [{"column": "title", "length": draw(st.sampled_from([5, 9]))}]}
    return made


@st.composite
def tables(draw: st.DrawFn, engine: str) -> Words:
    """Up to three tables that may refer to each other, with checks, keys and indexes."""
    made: Words = {}
    names = draw(st.lists(st.sampled_from(TABLES), unique=True, min_size=1, max_size=3))
    for number, name in enumerate(names):
        table: Words = {"columns": draw(columns(engine))}
        if draw(st.booleans()):
            other = draw(st.sampled_from(names))
            action = draw(st.sampled_from(["restrict", "cascade", "set null"]))
            table["columns"]["other_id"] = {"type": "bigint", "references": {"table": quoted(other), "column": "id", "on_delete": action}}
        if "amount" in table["columns"] and draw(st.booleans()):
            sql = f"amount > {draw(st.integers(-3, 3))} or amount is null"
            table["constraints"] = {f"{number}_bound": {"check": sql}}
        table["indexes"] = draw(indexes(table, engine, number))
        if engine in COMMENTED and draw(st.booleans()):
            table["comment"] = "a table"
        table |= draw(native_table(engine))
        made[quoted(name) if " " in name else name] = table
    return made


@st.composite
def native_table(draw: st.DrawFn, engine: str) -> Words:
    """Native words of a table, or none."""
    choices: dict[str, list[Words]] = {
        "postgresql": [{"with": {"fillfactor": 70}}, {"rls": True}, {"replica_identity": "full"}],
        "mariadb": [{"charset": "latin1"}, {"row_format": "compressed"}],
        "mysql": [{"row_format": "compressed"}],
        "sqlite": [{"strict": False}],
    }
    words = draw(st.sampled_from([{}, {}, *choices[engine]]))
    return {"dialects": {engine: words}} if words else {}


@st.composite
def definitions(draw: st.DrawFn, engine: str) -> Words:
    """A whole definition."""
    made: Words = {"schemac": 1, "tables": draw(tables(engine))}
    names = [name.strip('"') for name in made["tables"]]
    if draw(st.booleans()):
        made["views"] = {"ids": {"sql": f'select id from "{draw(st.sampled_from(names))}"'}}
        if draw(st.booleans()):
            made["views"]["over_ids"] = {"sql": "select id from ids where id > 3"}
    more = {"postgresql": of_postgresql, "mariadb": of_mysql, "mysql": of_mysql, "sqlite": of_sqlite}[engine]
    return made | draw(more(names, made["tables"], engine))


@st.composite
def of_postgresql(draw: st.DrawFn, names: list[str], given: Words, engine: str) -> Words:
    """What only PostgreSQL has; new tables and columns that use it are put beside those given."""
    made: Words = {}
    if draw(st.booleans()):
        labels = draw(st.permutations(["a", "b", "c", "d"]))[: draw(st.integers(2, 4))]
        made["enums"] = {"mood": ["keep", *labels]}
        given["feeling"] = {"columns": {"id": "int", "mood": {"type": "mood", "default": "keep"}, "past": "mood[]"}}
    if draw(st.booleans()):
        made["domains"] = {"price": {"type": "numeric(9,2)", "default": draw(st.sampled_from([0, 1])), "check": "value >= 0"}}
        given["priced"] = {"columns": {"price": "price"}}
    if draw(st.booleans()):
        made["sequences"] = {"counter": {"start": 5, "increment": draw(st.sampled_from([1, 3])), "cycle": draw(st.booleans())}}
    if draw(st.booleans()):
        made["composites"] = {"pair": {"attributes": {"a": "int", "b": draw(st.sampled_from(["text", "varchar(9)"]))}}}
    if draw(st.booleans()):
        body = draw(st.sampled_from(["begin return new; end", "begin return null; end"]))
        made["functions"] = {
            "touch()": {"returns": "trigger", "language": "plpgsql", "body": body},
            "plus(int)": {"arguments": "a integer", "returns": "int", "body": draw(st.sampled_from(["select a + 1", "select a + 2"]))},
        }
        when = draw(st.sampled_from([{"before": ["update"]}, {"after": ["insert", "delete"]}]))
        made["triggers"] = {f"{quoted(names[0])}.touched": {**when, "level": "row", "execute": "touch()"}}
    return made | draw(beside_tables(names, given))


@st.composite
def beside_tables(draw: st.DrawFn, names: list[str], given: Words) -> Words:
    """What stands beside tables on PostgreSQL, and tables that are divided or exclude."""
    made: Words = {}
    if draw(st.booleans()):
        made["policies"] = {f"{quoted(names[0])}.seen": {"using": draw(st.sampled_from(["id > 1", "id > 2 and id < 9"]))}}
    if draw(st.booleans()):
        sql = draw(st.sampled_from(["select id from", "select id, id + 1 as next from"]))
        stored: Words = {"sql": f'{sql} "{names[0]}"'}
        if draw(st.booleans()):
            stored["indexes"] = {"stored_idx": {"columns": ["id"], "unique": True}}
        made["materialized_views"] = {"stored": stored}
    if draw(st.booleans()):
        given["measure"] = {
            "columns": {"id": "int", "on_day": "date", "v": draw(st.sampled_from(["int", "bigint"]))},
            "partition_by": "range (on_day)",
        }
        given["measure_new"] = {"partition_of": {"table": "measure", "values": "from ('2026-01-01') to ('2027-01-01')"}}
        if draw(st.booleans()):
            given["measure_rest"] = {"partition_of": {"table": "measure"}}
        if draw(st.booleans()):
            given["measure"]["indexes"] = {"measure_v": {"columns": ["v"]}}
    if draw(st.booleans()):
        exclude = {"exclude": [{"column": "during", "operator": "&&"}], "method": "gist"}
        given["booking"] = {"columns": {"during": "tsrange"}, "constraints": {"once": exclude}}
    if draw(st.booleans()):
        made["namespaces"] = ["apart"]
        given["apart.thing"] = {
            "columns": {"id": {"type": "int", "primary_key": True}, "tags": {"type": "text[]", "default": {"value": "{}"}}}
        }
    if draw(st.booleans()):
        given["facts"] = {"columns": {"a": "int", "b": "int"}}
        made["statistics"] = {
            "both": {"table": "facts", "columns": ["a", "b"], "kinds": draw(st.sampled_from([["mcv"], ["ndistinct", "mcv"]]))}
        }
    return made


@st.composite
def of_mysql(draw: st.DrawFn, names: list[str], given: Words, engine: str) -> Words:
    """What MariaDB and MySQL have."""
    made: Words = {}
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["enum('a','b')", "enum('a','b','c')"]))
        given["chosen"] = {"columns": {"id": "int", "kind": {"type": kind, "default": "a"}, "note": "varchar(50)"}}
        if draw(st.booleans()):
            given["chosen"]["indexes"] = {"words": {"columns": ["note"], "method": "fulltext"}}
    if draw(st.booleans()):
        given["virtual"] = {"columns": {"a": "int", "b": {"type": "int", "generated": {"sql": "a + 1", "stored": False}}}}
    if draw(st.booleans()):
        body = draw(st.sampled_from(["set new.id = new.id + 1", "set new.id = new.id + 2"]))
        made["triggers"] = {f"{quoted(names[0])}.counted": {"before": ["insert"], "body": body}}
    if draw(st.booleans()):
        body = draw(st.sampled_from(["return 1", "return 2"]))
        made["functions"] = {"one": {"returns": "int", "body": body, "dialects": {engine: {"deterministic": True}}}}
    return made


@st.composite
def of_sqlite(draw: st.DrawFn, names: list[str], given: Words, engine: str) -> Words:
    """What SQLite has."""
    made: Words = {}
    if draw(st.booleans()):
        words: Words = draw(st.sampled_from([{"strict": True}, {"without_rowid": True}]))
        given["strictly"] = {"columns": {"id": {"type": "int", "primary_key": True}, "a": "text"}, "dialects": {"sqlite": words}}
    if draw(st.booleans()):
        body = draw(st.sampled_from(["begin select 1; end", "begin select 2; end"]))
        made["triggers"] = {f"{quoted(names[0])}.noted": {"after": ["insert"], "body": body}}
    if draw(st.booleans()):
        made["virtual_tables"] = {
            "words": draw(st.sampled_from(["create virtual table words using fts5(a)", "create virtual table words using fts5(a, b)"]))
        }
    if draw(st.booleans()):
        given["virtual"] = {"columns": {"a": "int", "b": {"type": "int", "generated": {"sql": "a + 1", "stored": False}}}}
    return made
