"""What MariaDB and MySQL have, and what only one of them has."""

from __future__ import annotations

from tests.conformance.vocabulary.drawing import Drawing, Family, Words, quoted

YEARS = (
    "`p2024` values less than (2024)",
    "`p2026` values less than (2026)",
    "`p2027` values less than (2027)",
    "`rest` values less than maxvalue",
)


def lists(d: Drawing) -> None:
    """Add columns that hold one, or some, of a list of words, and an index of the words in a text."""
    kind = d.pick("enum('a','b')", "enum('a','b','c')", "enum('a','c','b')")
    columns: Words = {"id": "int", "kind": {"type": kind, "default": "a"}, "note": "varchar(50)"}
    if d.flip():
        columns["tags"] = d.pick("set('x','y')", "set('x','y','z')")
    table: Words = {"columns": columns}
    if d.flip():
        table["indexes"] = {"words": {"columns": ["note"], "method": "fulltext"}}
    d.tables["chosen"] = table


def computed(d: Drawing) -> None:
    """Add computed columns, kept or not, one of them with an index."""
    generated = {"sql": d.pick("a + 1", "a + 2"), "stored": d.flip()}
    table: Words = {"columns": {"a": "int", "b": {"type": "int", "generated": generated}}}
    if d.flip():
        table["indexes"] = {"computed_b": {"columns": ["b"]}}
    d.tables["computed"] = table


def triggers(d: Drawing) -> None:
    """Add triggers, one after the other."""
    table = d.pick(*d.portable)
    body = d.pick("set new.id = new.id", "set new.id = new.id + 0")
    d.put("triggers", f"{quoted(table)}.counted", {"before": ["insert"], "body": body})
    if d.flip():
        second = {"before": ["insert"], "body": d.pick("set @n = 1", "set @n = 2"), "follows": "counted"}
        d.put("triggers", f"{quoted(table)}.{d.pick('second', 'third')}", second)


def routines(d: Drawing) -> None:
    """Add a function and a procedure."""
    words: Words = {"returns": d.pick("int", "bigint"), "body": d.pick("return 1", "return 2")}
    d.native(words, deterministic=True, security=d.pick("definer", "invoker"))
    d.put("functions", d.pick("one", "uno"), d.comment(words))
    if d.flip():
        d.put(
            "procedures", "act", d.comment({"arguments": d.pick("in a int", "in a int, out b int"), "body": d.pick("select 1", "select 2")})
        )


def events(d: Drawing) -> None:
    """Add an event; one that does not say when it starts starts when it is made."""
    words: Words = {
        "schedule": f"{d.pick('every 1 day', 'every 2 hour')} starts '2026-01-01 00:00:00'",
        "body": d.pick("do 1", "do 2"),
        "preserve": d.flip(),
        "state": "disabled",
    }
    d.put("events", d.pick("tidy", "Sweep"), d.comment(words))


def partitions(d: Drawing) -> None:
    """Add a table in parts."""
    table: Words = {"columns": {"id": {"type": "int", "nullable": False}, "paid": {"type": "date", "nullable": False}}}
    if d.flip():
        table["primary_key"] = ["id", "paid"]
    years = [part for part in YEARS if d.flip()] or [YEARS[0]]
    words: Words = d.pick(
        {"partition_by": "range (year(paid))", "partitions": years},
        {"partition_by": "hash (id)", "partitions": d.pick(2, 3)},
        {"partition_by": "key (id)", "partitions": 2},
        {"partition_by": "list (id)", "partitions": d.pick(["`a` values in (1,2)"], ["`a` values in (1)", "`b` values in (2,3)"])},
        {},
    )
    if words:
        d.native(table, **words)
    d.tables["payment"] = table


def letters(d: Drawing) -> None:
    """Add columns with character sets and collations of their own, in a table with its own."""
    word: Words = {"type": d.pick("varchar(20)", "varchar(30)")}
    if d.flip():
        d.native(word, **d.pick({"charset": "latin1"}, {"collation": "utf8mb4_bin"}, {"charset": "ascii"}))
    table: Words = {"columns": {"id": "int", "word": word, "other": "varchar(10)"}}
    if d.flip():
        d.native(table, **d.pick({"charset": "latin1"}, {"collation": "utf8mb4_bin"}, {"charset": "utf8mb4"}))
    d.tables["lettered"] = table


def oddities(d: Drawing) -> None:
    """Add columns of types and with words that only these have, in rows of one format or another."""
    moment: Words = {"type": "timestamp", "default": {"sql": "current_timestamp"}, "nullable": False}
    if d.flip():
        d.native(moment, on_update="current_timestamp()" if d.engine == "mariadb" else "CURRENT_TIMESTAMP")
    hidden: Words = {"type": "int", "default": 3, "nullable": False}
    if d.flip():
        d.native(hidden, invisible=True)
    count: Words = {"type": d.pick("int unsigned", "int", "int(5) unsigned zerofill")}
    table: Words = {
        "columns": {"id": "int", "moment": moment, "hidden": hidden, "count": count, "place": {"type": "point", "nullable": False}}
    }
    if d.engine == "mysql" and d.flip():
        d.native(table["columns"]["place"], srid=4326)
    if d.flip():
        table["indexes"] = {"place_idx": {"columns": ["place"], "method": "spatial"}}
    if d.flip():
        d.native(table, **d.pick({"row_format": "compressed"}, {"row_format": "dynamic"}, {"row_format": "redundant"}))
    if d.flip():
        d.native(table, stats_persistent=d.pick("0", "1"))
    d.tables["odd"] = table


def views(d: Drawing) -> None:
    """Add a view that says how it is read and written."""
    words: Words = {"sql": f'select id from "{d.pick(*d.portable)}" where id > {d.number(1, 2)}'}
    if d.flip():
        words["check_option"] = d.pick("local", "cascaded")
    if d.flip():
        d.native(words, security=d.pick("invoker", "definer"))
    elif d.flip() and "check_option" not in words:
        d.native(words, algorithm=d.pick("merge", "temptable"))
    d.put("views", d.pick("seen", "looked_at"), words)


def versions(d: Drawing) -> None:
    """Add a table that keeps its history, with columns that it names or that nobody sees; and one with periods of its own."""
    columns: Words = {"id": "int", "price": d.pick("int", "bigint")}
    words: Words = {"system_versioned": True}
    table: Words = {"columns": columns}
    if d.flip():
        for name, end in (("since", "start"), ("until", "end")):
            columns[name] = {"type": "timestamp(6)", "nullable": False, "dialects": {"mariadb": {"row": end}}}
        words["periods"] = {"system_time": ["since", "until"]}
    elif d.flip():
        d.native(columns.setdefault("note", {"type": "int"}), unversioned=True)
    if d.flip():
        d.native(table, **words)
        d.tables["versioned"] = table
    else:
        ends = {"type": "date", "nullable": False}
        d.tables["rented"] = {"columns": {"id": "int", "a": ends, "b": ends}}
        if d.flip():
            d.native(d.tables["rented"], periods={d.pick("rent", "stay"): ["a", "b"]})


def sequences(d: Drawing) -> None:
    """Add a sequence."""
    d.put("sequences", d.pick("counter", "numbers"), {"start": 5, "increment": d.pick(1, 3), "cycle": d.flip(), "cache": d.pick(10, 1000)})


def only_mysql(d: Drawing) -> None:
    """Add what MySQL's indexes, checks and columns have that MariaDB's have not."""
    table: Words = {"columns": {"id": "int", "a": "int", "doc": "json"}, "indexes": {}, "constraints": {}}
    if d.flip():
        table["indexes"]["summed"] = {"columns": [{"sql": d.pick("a + id", "a * 2")}]}
    if d.flip():
        table["indexes"]["hidden"] = {"columns": ["a"]}
        d.native(table["indexes"]["hidden"], invisible=d.flip())
    if d.flip():
        table["constraints"]["small"] = {"check": "a < 1000", "enforced": d.flip()}
    if d.flip():
        table["columns"]["made"] = {"type": "varchar(40)", "default": {"sql": "concat('a', 'b')"}}
    d.tables["modern"] = table


BOTH: tuple[Family, ...] = (lists, computed, triggers, routines, events, partitions, letters, oddities, views)
MARIADB: tuple[Family, ...] = (*BOTH, versions, sequences)
MYSQL: tuple[Family, ...] = (*BOTH, only_mysql)
