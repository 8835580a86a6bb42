"""What PostgreSQL has in its tables: types of one's own, partitions, inheritance, exclusion, storage."""

from __future__ import annotations

from tests.conformance.vocabulary.drawing import Drawing, Family, Words, quoted


def enums(d: Drawing) -> None:
    """Add an enum whose labels come, go and change places, and a table that uses it in every way."""
    labels = ["keep", *d.some(["a", "b", "c", "d"], 2, 4)]
    name = d.pick("mood", "temper")
    d.put("enums", name, d.comment({"values": labels}))
    columns: Words = {"id": "int", "mood": {"type": name, "default": "keep"}, "past": f"{name}[]"}
    d.tables["feeling"] = {"columns": columns}
    if d.flip():
        d.tables["feeling"]["constraints"] = {"kept": {"check": f"mood = 'keep'::{name} or id > 0"}}
    if d.flip():
        d.tables["feeling"]["indexes"] = {"feeling_mood": {"columns": ["mood"], "where": f"mood <> 'keep'::{name}"}}


def domains(d: Drawing) -> None:
    """Add a domain with checks, and a column of it, and of an array of it where only new values are checked: others are refused."""
    name = d.pick("price", "cost")
    words: Words = {"type": d.pick("numeric(9,2)", "numeric(10,2)"), "default": d.pick(0, 1)}
    if d.flip():
        words["check"] = "value >= 0"
    elif d.flip():
        words["checks"] = {"sane": {"sql": d.pick("value < 1000000", "value < 2000000")}, d.pick("odd", "even"): {"sql": "value <> 13"}}
    columns: Words = {"id": "int", "price": name}
    if d.flip():
        columns["past"] = f"{name}[]"
        words.pop("check", None)
        for check in words.get("checks", {}).values():
            check["valid"] = False
    elif d.flip():
        words["nullable"] = False
    d.put("domains", name, d.comment(words))
    d.tables["priced"] = {"columns": columns}


def composites(d: Drawing) -> None:
    """Add a composite type, a range type, and a table that has both."""
    attributes: Words = {"a": "int", "b": d.pick("text", "varchar(9)")}
    if d.flip():
        attributes["c"] = {"type": "text", "collation": "C"}
    name = d.pick("pair", "couple")
    d.put("composites", name, d.comment({"attributes": attributes}))
    columns: Words = {"id": "int", "both": name}
    if d.flip():
        d.put("ranges", "span", d.comment({"subtype": d.pick("double precision", "numeric")}))
        columns["span"] = "span"
    if d.flip():
        d.tables["paired"] = {"columns": columns}


def sequences(d: Drawing) -> None:
    """Add a sequence, perhaps a column's, perhaps what counts it."""
    name = d.pick("counter", "numbers")
    words: Words = {"start": 5, "increment": d.pick(1, 3), "cycle": d.flip()}
    if d.flip():
        number: Words = {"type": "bigint"}
        if d.flip():
            number["default"] = {"sql": f"nextval('{name}')"}
        d.tables["ticket"] = {"columns": {"id": "int", "number": number}}
        if d.flip():
            words["owned_by"] = "ticket.number"
    d.put("sequences", name, d.comment(words))


def partitions(d: Drawing) -> None:
    """Add a table in parts, one of them in parts of its own; a part may also stand alone."""
    kind = d.pick("int", "bigint")
    columns = {"id": "int", "on_day": "date", "due": "date", "v": kind}
    root: Words = {"columns": columns, "partition_by": f"range ({d.pick('on_day', 'due')})"}
    bounds = ["from ('2026-01-01') to ('2027-01-01')", "from ('2027-01-01') to ('2028-01-01')"]
    if d.flip():
        root["indexes"] = {"measure_v": {"columns": ["v"]}}
    if d.flip():
        root["constraints"] = {"measure_bound": {"check": "v > 0"}}
    d.tables["measure"] = d.comment(root)
    for name, bound in zip(("measure_one", "measure_two"), bounds, strict=True):
        if d.flip():
            d.tables[name] = {"partition_of": {"table": "measure", "values": bound}}
        elif d.flip():
            d.tables[name] = {"columns": dict(columns)}
    if d.flip():
        rest: Words = {"partition_of": {"table": "measure"}}
        if d.flip():
            rest["partition_by"] = "hash (v)"
            d.tables["measure_deep"] = {"partition_of": {"table": "measure_rest", "values": "with (modulus 1, remainder 0)"}}
        d.tables["measure_rest"] = rest


def inheritance(d: Drawing) -> None:
    """Add a table and one that inherits from it, or only looks like that."""
    d.tables["animal"] = {"columns": {"id": "int", "name": d.pick("text", "varchar(20)")}}
    if d.flip():
        d.tables["animal"]["constraints"] = {"animal_bound": {"check": "id > 0", "no_inherit": d.flip()}}
    if d.flip():
        d.tables["dog"] = {"inherits": ["animal"], "columns": {"tail": "int"} if d.flip() else {}}
    else:
        d.tables["dog"] = {"columns": {"id": "int", "name": "text"}}


def exclusion(d: Drawing) -> None:
    """Add a table in which no two rows overlap, and keys that wait or are not yet valid."""
    once: Words = {"exclude": [{"column": "during", "operator": "&&"}], "method": "gist"}
    if d.flip():
        once["where"] = "id > 0"
    if d.flip():
        once |= {"deferrable": True, "initially_deferred": d.flip()}
    table: Words = {
        "columns": {"id": {"type": "int", "primary_key": True}, "during": "tsrange", "prev": "int"},
        "constraints": {"once": d.comment(once)},
    }
    if d.flip():
        references: Words = {"table": "booking", "columns": ["id"], "valid": d.flip(), "match": d.pick("simple", "full")}
        if d.flip():
            references |= {"deferrable": True, "initially_deferred": d.flip()}
        table["constraints"]["follows"] = {"foreign_key": ["prev"], "references": references}
    if d.flip():
        table["constraints"][d.pick("positive", "above")] = {"check": "id > 0", "valid": d.flip()}
    if d.flip():
        table["constraints"]["single"] = {"unique": ["prev"]} | ({"include": ["during"]} if d.flip() else {})
    d.tables["booking"] = table


def storage(d: Drawing) -> None:
    """Add a table with what is said of how it is kept, and indexes of other methods, one of which its rows may be ordered by."""
    title: Words = {"type": "text"}
    if d.flip():
        d.native(title, storage=d.pick("external", "main"))
    if d.flip():
        d.native(title, statistics=d.pick(50, 500))
    if d.flip():
        title["collation"] = "C"
    table: Words = {"columns": {"id": "int", "title": title, "tags": "int[]"}, "indexes": {}}
    choices: Words = {"with": {"fillfactor": 70}, "unlogged": True, "replica_identity": "full", "rls": True, "force_rls": True}
    d.native(table, **{word: choices[word] for word in d.some(sorted(choices), most=2)})
    indexes: Words = {
        "kept_title": {"columns": [{"column": "title", "opclass": "text_pattern_ops"}]},
        "kept_tags": {"columns": ["tags"], "method": "gin", "dialects": {"postgresql": {"with": {"fastupdate": False}}}},
        "kept_id": {"columns": [{"column": "id", "order": "desc", "nulls": d.pick("first", "last")}], "include": ["title"]},
        "kept_brin": {"columns": ["id"], "method": "brin"},
    }
    for name in d.some(sorted(indexes), most=3):
        table["indexes"][name] = d.comment(indexes[name])
    ordered = sorted({"kept_title", "kept_id"} & table["indexes"].keys())
    if ordered and d.flip():
        d.native(table, cluster_on=d.pick(*ordered))
    d.tables["kept"] = table


def namespaces(d: Drawing) -> None:
    """Add a namespace with a table that another refers to, a view, and a type."""
    name = d.pick("apart", "aside")
    d.put("namespaces", name, d.comment({}))
    columns: Words = {"id": {"type": "int", "primary_key": True}, "tags": {"type": "text[]", "default": {"value": "{}"}}}
    if d.flip():
        d.put("enums", f"{name}.shade", ["light", "dark"])
        columns["shade"] = {"type": f"{name}.shade"}
    d.tables[f"{name}.thing"] = {"columns": columns}
    if d.flip():
        d.put("views", f"{name}.things", d.comment({"sql": f"select id from {name}.thing"}))
    if d.flip():
        d.tables["outside"] = {"columns": {"thing": {"type": "int", "references": {"table": f"{name}.thing", "column": "id"}}}}


def statistics(d: Drawing) -> None:
    """Add what the planner is told of two columns."""
    d.tables["facts"] = {"columns": {"a": "int", "b": "int"}}
    words = {"table": "facts", "columns": ["a", "b"], "kinds": d.pick(["mcv"], ["ndistinct", "mcv"])}
    d.put("statistics", d.pick("both", "pairs"), d.comment(words))


def stored(d: Drawing) -> None:
    """Add stored queries, one over the other, with an index."""
    table = d.pick(*d.portable)
    words: Words = {"sql": f'{d.pick("select id from", "select id, id + 1 as next from")} "{table}"'}
    if d.flip():
        words["indexes"] = {d.pick("stored_idx", "stored_key"): d.comment({"columns": ["id"], "unique": True})}
    d.put("materialized_views", "stored", d.comment(words))
    if d.flip():
        view: Words = {"sql": f"select id from {d.pick('stored', quoted(table))}"}
        if d.flip():
            d.native(view, **{"with": {"security_barrier": True}})
        d.put("views", "of_stored", d.comment(view))


TABLES: tuple[Family, ...] = (
    enums,
    domains,
    composites,
    sequences,
    partitions,
    inheritance,
    exclusion,
    storage,
    namespaces,
    statistics,
    stored,
)
