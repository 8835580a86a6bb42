"""What SQLite has."""

from __future__ import annotations

from tests.conformance.vocabulary.drawing import Drawing, Family, Words, quoted

CONFLICTS = ("abort", "fail", "ignore", "replace", "rollback")


def options(d: Drawing) -> None:
    """Add a table of each sort, and give the others what SQLite keeps of keys."""
    table: Words = {"columns": {"id": {"type": "int", "primary_key": True}, "a": "text"}}
    d.native(table, **d.pick({"strict": True}, {"without_rowid": True}, {"strict": True, "without_rowid": True}, {"strict": False}))
    d.tables["strictly"] = table


def conflicts(d: Drawing) -> None:
    """Add a table whose keys say what happens when they are broken."""
    kind: Words = {"type": "varchar(9)", "default": "new", "nullable": False}
    d.native(kind, not_null_on_conflict=d.pick(*CONFLICTS))
    key: Words = {"unique": ["kind", "no"]}
    if d.flip():
        d.native(key, on_conflict=d.pick(*CONFLICTS))
    primary: Words = {"primary_key": ["no"]}
    if d.flip():
        d.native(primary, on_conflict=d.pick(*CONFLICTS))
    if d.flip():
        d.native(primary, order={"no": "desc"})
    d.tables["conflicting"] = {"columns": {"no": "int", "kind": kind}, "constraints": {"conflicting_no": primary, "conflicting_kind": key}}


def collations(d: Drawing) -> None:
    """Add columns and indexes that compare in their own way."""
    column: Words = {"type": "text"}
    if d.flip():
        column["collation"] = d.pick("nocase", "rtrim")
    index = {"columns": [{"column": "word", "collation": d.pick("nocase", "binary")}, "id"]}
    d.tables["collated"] = {"columns": {"id": "int", "word": column}, "indexes": {"collated_idx": index}}


def computed(d: Drawing) -> None:
    """Add computed columns, one of another."""
    columns: Words = {"a": "int", "b": {"type": "int", "generated": {"sql": d.pick("a + 1", "a + 2"), "stored": d.flip()}}}
    if d.flip():
        columns["c"] = {"type": "int", "generated": {"sql": "b * 2", "stored": False}}
    d.tables["computed"] = {"columns": columns}


def triggers(d: Drawing) -> None:
    """Add triggers that run at this or that, on tables and on a view."""
    table = d.pick(*d.portable)
    words: Words = d.pick({"after": ["insert"]}, {"before": ["update"], "columns": ["id"]}, {"on": "delete"})
    made = words | {"body": d.pick("begin select 1; end", "begin select 2; end")}
    if d.flip():
        made |= {"level": "row", "when": d.pick("1 > 0", "2 > 1")}
    d.put("triggers", f"{quoted(table)}.noted", made)
    if d.flip():
        other = d.pick(*d.portable)
        body = f'begin delete from "{other}" where id = 0; select {d.number(1, 2)}; end'
        d.put("triggers", f"{quoted(table)}.{d.pick('reaching', 'far')}", {"after": "insert", "body": body})
    if d.flip():
        d.put("views", "shown", {"sql": f'select id from "{table}"'})
        d.put("triggers", "shown.taken", {"instead_of": "insert", "body": d.pick("begin select 1; end", "begin select 2; end")})


def full_text(d: Drawing) -> None:
    """Add a full-text table, of its own words or of those of a table, and a view over it."""
    columns = d.pick("a", "a, b", "b")
    if d.flip():
        d.tables["article"] = {"columns": {"id": {"type": "integer", "primary_key": True}, "a": "text", "b": "text"}}
        d.put("virtual_tables", "words", f"create virtual table words using fts5({columns}, content='article', content_rowid='id')")
    else:
        d.put("virtual_tables", "words", f"create virtual table words using fts5({columns})")
    if d.flip():
        d.put("views", "word_list", {"sql": "select rowid from words"})


FAMILIES: tuple[Family, ...] = (options, conflicts, collations, computed, triggers, full_text)
