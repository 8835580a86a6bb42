"""CREATE TRIGGER and CREATE VIRTUAL TABLE as SQLite keeps them.

Source of the grammar: https://www.sqlite.org/lang_createtrigger.html.
"""

from __future__ import annotations

from schemac.model.programs import Trigger, VirtualTable
from schemac_dialects.sqlite.ddl import Reader, Token


def read_trigger(sql: str) -> Trigger:
    """Return the trigger that a CREATE TRIGGER statement makes, its body as written. Raises ValueError where it is no such statement."""
    reader = Reader(sql)
    while reader.key != "trigger":
        reader.next()
    reader.next()
    reader.take("if", "not", "exists")
    name = reader.name()
    if reader.take("."):
        name = reader.name()
    timing = _timing(reader)
    event = reader.next().key
    columns: list[str] = []
    if reader.take("of"):
        columns.append(reader.name())
        while reader.take(","):
            columns.append(reader.name())
    reader.take("on")
    table = reader.name()
    level = "row" if reader.take("for", "each", "row") else ""
    when = reader.until(_begins) if reader.take("when") else ""
    if reader.key != "begin":
        message = f"no body: {sql[:80]}"
        raise ValueError(message)
    body = sql[reader.tokens[reader.at].start :].rstrip().rstrip(";").rstrip()
    return Trigger(name=name, table=table, timing=timing, events=(event,), columns=tuple(columns), level=level, when=when, body=body)


def _timing(reader: Reader) -> str:
    """Return when a trigger runs, as far as that is said."""
    if reader.take("instead", "of"):
        return "instead of"
    return reader.next().key if reader.key in {"before", "after"} else ""


def _begins(token: Token) -> bool:
    return token.key == "begin"


def read_virtual_table(name: str, sql: str) -> VirtualTable:
    """Return the virtual table of that name, its statement as written."""
    return VirtualTable(name=name, sql=sql.rstrip().rstrip(";").rstrip())
