"""What runs in PostgreSQL, and who may do what there."""

from __future__ import annotations

import os

from tests.conformance.vocabulary.drawing import Drawing, Family, Words, quoted

ROLES = tuple(f"schemac_drawn_{name}_{os.getpid()}" for name in ("owner", "reader", "writer"))
"""Roles are the server's, and the server is shared: runs beside each other must not have the same."""


def routines(d: Drawing) -> None:
    """Add functions, overloads among them, an aggregate and a procedure."""
    name = d.pick("plus", "sum_up")
    words: Words = {"arguments": "a integer", "returns": "int", "body": d.pick("select a + 1", "select a + 2")}
    if d.flip():
        d.native(words, volatility=d.pick("stable", "immutable"), strict=True)
    d.put("functions", f"{name}(int)", d.comment(words))
    if d.flip():
        d.put("functions", f"{name}(text)", {"arguments": d.pick("a text", "b text"), "returns": "text", "body": "select 'x'"})
    if d.flip():
        parsed: Words = {"arguments": "a integer", "returns": "int", "language": "sql", "body": f"return {name}(a)"}
        d.put("functions", "through(int)", parsed)
        d.put("views", "ran", {"sql": f"select {d.pick('through', name)}(1) as n"})
    if d.flip():
        d.put("procedures", "act(int)", d.comment({"arguments": "a integer", "body": d.pick("select 1", "select 2")}))
    if d.flip():
        words = {}
        d.native(words, sfunc=d.pick("int4pl", "int4mul"), stype="integer", initcond="1")
        d.put("aggregates", "gathered(int)", d.comment(words))
    if d.flip():
        default = {"type": "int", "default": {"sql": f"{name}(1)"}}
        d.tables["counted"] = {"columns": {"id": "int", "n": default}, "constraints": {"counted_n": {"check": f"{name}(n) > 0"}}}


def triggers(d: Drawing) -> None:
    """Add triggers of every sort, and a rule."""
    table = d.pick(*d.portable)
    d.put(
        "functions",
        "touch()",
        {"returns": "trigger", "language": "plpgsql", "body": d.pick("begin return new; end", "begin return null; end")},
    )
    words: Words = d.pick(
        {"before": ["update"], "level": "row"},
        {"after": ["insert", "delete"], "level": "row"},
        {"after": ["update"], "level": "statement", "new_table": "fresh"},
        {"after": ["insert"], "level": "row", "constraint": True, "deferrable": True, "initially_deferred": True},
        {"before": ["update"], "columns": ["id"], "level": "row", "when": "new.id <> old.id"},
    )
    made = words | {"execute": "touch()"}
    if d.flip():
        made["state"] = d.pick("disabled", "replica", "always")
    d.put("triggers", f"{quoted(table)}.{d.pick('touched', 'stirred')}", d.comment(made))
    if d.flip():
        d.put("rules", f"{quoted(table)}.kept", d.comment({"sql": f'on delete to "{table}" do also {d.pick("nothing", "select 1")}'}))
    if d.flip():
        d.put("functions", "watch()", {"returns": "event_trigger", "language": "plpgsql", "body": "begin null; end"})
        d.put("event_triggers", "watched", {"event": d.pick("ddl_command_end", "sql_drop"), "execute": "watch()"})


def policies(d: Drawing) -> None:
    """Add policies."""
    table = d.pick(*d.portable)
    words: Words = {"using": d.pick("id > 1", "id > 2 and id < 9"), "permissive": d.flip()}
    if d.flip():
        words["command"] = d.pick("update", "all")
        words["check"] = "id > 0"
    d.put("policies", f"{quoted(table)}.{d.pick('seen', 'shown')}", d.comment(words))
    if d.flip():
        d.native(d.tables[quoted(table) if " " in table else table], rls=True, force_rls=d.flip())


def rights(d: Drawing) -> None:
    """Add roles, what they own, and what they may do, down to columns, now and with what is made later."""
    owner, reader, writer = ROLES
    for role in ROLES:
        d.put("roles", role, {})
    d.made["roles"][reader] = {"connection_limit": d.pick(3, 5)}
    if d.flip():
        d.made["roles"][writer] = {"member_of": [reader]}
    table = d.pick(*d.portable)
    columns: Words = {"id": "int", "note": "text"}
    d.tables["owned"] = {"columns": columns}
    d.native(d.tables["owned"], owner=d.pick(owner, writer))  # always said: an owner of whom nothing is said stays
    grants: list[Words] = []
    if d.flip():
        grants.append(
            {"to": reader, "on": [quoted(table)], "privileges": d.pick(["select"], ["select", "insert"]), "grant_option": d.flip()}
        )
    # kept out: a grant to the owner itself, which the server hands on with the table when that gets another owner
    if d.flip() and d.tables["owned"]["dialects"]["postgresql"]["owner"] != writer:
        grants.append({"to": writer, "on": ["owned"], "privileges": ["select", "update"], "columns": d.some(["id", "note"], 1)})
    if d.flip():
        grants.append({"to": "public", "on": ["owned"], "privileges": ["select"]})
    if d.flip():
        d.put("functions", "held()", {"returns": "int", "body": "select 1"})
        grants.append({"to": "public", "on": {"functions": ["held()"]}, "privileges": []})
    if grants:
        d.made["grants"] = grants
    if d.flip():
        d.made["default_privileges"] = [{"by": owner, "on": d.pick("tables", "sequences"), "to": reader, "privileges": ["select"]}]
    if d.flip():
        d.put("policies", "owned.own", {"using": "id > 0", "roles": [d.pick(reader, writer)]})


def publications(d: Drawing) -> None:
    """Add a publication of some tables, or of all."""
    table = quoted(d.pick(*d.portable))
    words: Words = d.pick(
        {"tables": [table]}, {"tables": [f"{table} where (id > 1)"]}, {"all_tables": True}, {"tables": [table], "publish": ["insert"]}
    )
    if d.flip():
        words = words | {"via_root": True}
    d.put("publications", d.pick("news", "reports"), d.comment(dict(words)))


def foreign(d: Drawing) -> None:
    """Add a server elsewhere, and a table there."""
    d.put("foreign_data_wrappers", "wires", d.comment({"options": {"mode": d.pick("a", "b")}} if d.flip() else {}))
    server: Words = {"wrapper": "wires", "options": {"host": d.pick("one", "two")}}
    d.put("foreign_servers", d.pick("far", "away"), d.comment(server))
    (name,) = d.made["foreign_servers"]
    if d.flip():
        d.put("user_mappings", f"{name}.public", {})
    if d.flip():
        d.tables["elsewhere"] = {"columns": {"id": "int", "a": d.pick("int", "text")}}
        d.native(d.tables["elsewhere"], foreign={"server": name, "options": {"table_name": d.pick("x", "y")}})


def collations(d: Drawing) -> None:
    """Add a collation, and columns and indexes that use it; one that is used keeps its locale, or it is refused."""
    name = d.pick("plain", "simple")
    d.put("collations", name, d.comment({"provider": "libc", "locale": "C"}))
    d.tables["sorted"] = {"columns": {"id": "int", "word": {"type": "text", "collation": name}}}
    if d.flip():
        d.tables["sorted"]["indexes"] = {"sorted_word": {"columns": [{"column": "word", "collation": d.pick(name, "C")}]}}


PROGRAMS: tuple[Family, ...] = (routines, triggers, policies, rights, publications, foreign, collations)
