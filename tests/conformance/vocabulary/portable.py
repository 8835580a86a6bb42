"""What every engine has: tables that may refer to each other, with columns, keys, checks and indexes, and views over them."""

from __future__ import annotations

from typing import Any

from tests.conformance.vocabulary.drawing import Drawing, Words, quoted, spelled

TABLES = ("customer", "order", "Visit Log", "item")
NUMBERS = ("amount", "total")
WORDS = ("title", "note")
COLUMNS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NUMBERS, ("int", "bigint", "numeric(8,2)")),
    **dict.fromkeys(WORDS, ("varchar(20)", "varchar(40)", "text")),
    "select": ("boolean",),
    "day": ("date",),
    "Kind": ("varchar(8)",),
    "at": ("timestamp",),
}
"""Columns by name, each with types of one family: what a value of one is in another is a question of its own."""
FAMILIES = (NUMBERS, WORDS)
"""Columns that may become one another."""
DEFAULTS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(NUMBERS, (7, 9)),
    **dict.fromkeys(WORDS, ("it's", "x;--")),
    "select": (True, False),
    "day": ({"sql": "'2026-01-01'"},),
    "Kind": ("new", "old"),
    "at": ({"sql": "current_timestamp"},),
}
COMMENTED = frozenset({"postgresql", "mariadb", "mysql"})
PARTIAL = frozenset({"postgresql", "sqlite"})
MYSQL = frozenset({"mariadb", "mysql"})
ACTIONS = ("restrict", "cascade", "set null", "no action")


def portable(d: Drawing) -> None:
    """Add up to three tables, and views over one of them."""
    d.portable.extend(d.some(TABLES, 1, 3))
    for number, name in enumerate(d.portable):
        table: Words = {"columns": _columns(d)}
        _reference(d, table)
        _constraints(d, table, number)
        _indexes(d, table, number)
        if d.engine in COMMENTED:
            d.comment(table)
        d.tables[spelled(name)] = table
    _views(d)


def _columns(d: Drawing) -> Words:
    """Return a key and some columns, one of them perhaps computed."""
    key: Words = {"type": "bigint", "identity": "by default", "primary_key": True}
    if d.engine == "postgresql":
        key["identity"] = d.pick("by default", "always", {"always": True, "start": 100, "increment": 10})
    made: Words = {"id": key}
    for name in d.some(sorted(COLUMNS), most=4):
        made[name] = _column(d, name)
    if "amount" in made and d.flip():
        made["doubled"] = {"type": "bigint", "generated": {"sql": d.pick("amount * 2", "amount + 1"), "stored": True}}
    return made


def _column(d: Drawing, name: str) -> Words:
    """Return a column of a name; one that may not be null has a default, and one whose values are unique has none."""
    made: Words = {"type": d.pick(*COLUMNS[name])}
    if name in {"amount", "Kind"} and d.flip():
        made["unique"] = True
    elif made["type"] != "text" and d.flip():
        made |= {"default": d.pick(*DEFAULTS[name]), "nullable": d.flip()}
    if d.engine in COMMENTED:
        d.comment(made)
    return made


def _reference(d: Drawing, table: Words) -> None:
    """Refer to some table, this one perhaps."""
    if not d.flip():
        return
    words: Words = {"table": quoted(d.pick(*d.portable)), "column": "id", "on_delete": d.pick(*ACTIONS)}
    if d.flip():
        words["on_update"] = d.pick("cascade", "no action")
    if d.engine in PARTIAL and d.flip():
        words |= {"deferrable": True, "initially_deferred": d.flip()}
    table["columns"]["other_id"] = {"type": "bigint", "references": words}


def _constraints(d: Drawing, table: Words, number: int) -> None:
    """Add named checks and keys."""
    made: Words = {}
    for name in NUMBERS:
        if name in table["columns"] and d.flip():
            made[f"{number}_{name}_bound"] = {"check": f"{name} > {d.number(-3, 3)} or {name} is null"}
    if "title" in table["columns"] and table["columns"]["title"]["type"] != "text" and d.flip():
        made[f"{number}_key"] = {"unique": d.pick(["id", "title"], ["title", "id"])}
        if d.engine == "postgresql" and d.flip():
            made[f"{number}_key"] |= {"deferrable": True, "initially_deferred": d.flip()}
    if d.engine == "postgresql":
        for words in made.values():
            d.comment(words)
    if made:
        table["constraints"] = made


def _indexes(d: Drawing, table: Words, number: int) -> None:
    """Add indexes with what the engine's indexes can."""
    keys = [name for name in table["columns"] if name not in {*WORDS, "doubled"}]
    made: Words = {}
    for at in range(d.number(0, 2)):
        wanted = d.some(keys, 1, 2)
        index: Words = {"columns": [{"column": quoted(key)} for key in wanted]}
        if d.flip():
            index["columns"][0]["order"] = "desc"
        if "id" in wanted and d.flip():
            index["unique"] = True
        if d.engine in PARTIAL and d.flip():
            index["where"] = d.pick("id > 5", "id <> 7")
        if d.engine in PARTIAL and "Kind" in table["columns"] and d.flip():
            index["columns"].append({"sql": 'lower("Kind")'})
        made[f"{number}_{at}_idx"] = index
    if d.engine in MYSQL and "title" in table["columns"] and d.flip():
        made[f"{number}_title_idx"] = {"columns": [{"column": "title", "length": d.pick(5, 9)}]}
    if d.engine in COMMENTED:
        for index in made.values():
            d.comment(index)
    if made:
        table["indexes"] = made


def _views(d: Drawing) -> None:
    """Add views, one over the other."""
    if not d.flip():
        return
    first = d.pick("ids", "all_ids")
    d.put("views", first, {"sql": f'select id from "{d.pick(*d.portable)}"'})
    if d.flip():
        d.put("views", "over_ids", {"sql": f"select id from {first} where id > 3"})
    if d.engine == "postgresql":
        for view in d.made["views"].values():
            d.comment(view)
