"""CREATE INDEX and CREATE VIEW as SQLite keeps them."""

from __future__ import annotations

from schemac.model.objects import View
from schemac.model.tables import Index, IndexKey
from schemac_dialects.sqlite.ddl import Reader, Token


def read_index(sql: str) -> Index:
    """Return the index that a CREATE INDEX statement makes."""
    reader = Reader(sql)
    reader.next()
    unique = reader.take("unique")
    reader.take("index")
    reader.take("if", "not", "exists")
    name = reader.name()
    if reader.take("."):
        name = reader.name()
    reader.take("on")
    reader.name()
    keys: list[IndexKey] = []
    reader.next()
    ascending: list[int] = []
    while True:
        keys.append(_key(reader))
        if reader.tokens[reader.at - 1].key == "asc":
            ascending.append(len(keys))
        if reader.next().key == ")":
            break
    where = reader.until(_never) if reader.take("where") else ""
    options = {"ascending": ascending} if ascending else {}
    return Index(name=name, keys=tuple(keys), unique=unique, where=where, options=options)


def _key(reader: Reader) -> IndexKey:
    """Return one key: a column, or an expression as written."""
    first = reader.tokens[reader.at]
    text = reader.until(_ends_key)
    single = first.start + len(text) == first.end and first.kind in {"word", "quoted"}
    collation = reader.name() if reader.take("collate") else ""
    order = "desc" if reader.take("desc") else "asc"
    reader.take("asc")
    if single:
        return IndexKey(column=Reader(text).name(), collation=collation, order=order)
    return IndexKey(sql=text, collation=collation, order=order)


def _ends_key(token: Token) -> bool:
    return token.key in {",", "collate", "asc", "desc"}


def _never(token: Token) -> bool:  # noqa: ARG001 - the shape of a stop
    return False


def read_view(sql: str) -> View:
    """Return the view that a CREATE VIEW statement makes, its query as written."""
    reader = Reader(sql)
    while reader.key != "view":
        reader.next()
    reader.next()
    reader.take("if", "not", "exists")
    name = reader.name()
    if reader.take("."):
        name = reader.name()
    columns = reader.names() if reader.key == "(" else ()
    reader.take("as")
    query = sql[reader.tokens[reader.at].start :].strip().rstrip(";").rstrip()
    return View(name=name, sql=query, columns=columns)
