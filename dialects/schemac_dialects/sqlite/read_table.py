"""CREATE TABLE as SQLite keeps it, read into a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from schemac.model.names import Name
from schemac.model.tables import Check, Column, Constraint, ForeignKey, Generated, Identity, PrimaryKey, Table, Unique
from schemac_dialects.sqlite.ddl import Reader, Token

_CONSTRAINT_WORDS = frozenset(
    {"constraint", "primary", "not", "null", "unique", "check", "default", "collate", "references", "generated", "as"}
)
_TABLE_WORDS = frozenset({"constraint", "primary", "unique", "check", "foreign"})


@dataclass(slots=True)
class _Draft:
    """A column or table while it is being read."""

    constraints: list[Constraint] = field(default_factory=list)
    column: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


def read_table(sql: str) -> Table:
    """Return the table that a CREATE TABLE statement makes. Raises ValueError where it is no such statement."""
    reader = Reader(sql)
    while reader.key != "table":
        reader.next()
    reader.next()
    reader.take("if", "not", "exists")
    name = reader.name()
    if reader.take("."):
        name = reader.name()
    if not reader.take("("):
        message = f"no list of columns: {sql[:80]}"
        raise ValueError(message)
    columns: list[Column] = []
    constraints: list[Constraint] = []
    while True:
        if _starts_constraint(reader, bool(columns)):
            constraints += _table_constraint(reader)
        else:
            column, own = _column(reader)
            columns.append(column)
            constraints += own
        if not reader.take(","):
            if reader.take(")"):
                break
            if not _starts_constraint(reader, started=True):
                message = f"unexpected {reader.next().text!r} in {sql[:80]}"
                raise ValueError(message)
    return Table(name=name, columns=tuple(columns), constraints=tuple(constraints), options=_options(reader))


def _starts_constraint(reader: Reader, started: bool) -> bool:
    """Tell whether a constraint of the table is next rather than a column with an odd name."""
    if not started or reader.key not in _TABLE_WORDS:
        return False
    following = reader.tokens[reader.at + 1] if reader.at + 1 < len(reader.tokens) else None
    if following is None:
        return False
    if reader.key == "constraint":
        return True
    return following.key in {"(", "key"}


def _options(reader: Reader) -> dict[str, Any]:
    """Return what stands behind the closing parenthesis."""
    options: dict[str, Any] = {}
    while not reader.done:
        if reader.take("without", "rowid"):
            options["without_rowid"] = True
        elif reader.take("strict"):
            options["strict"] = True
        else:
            reader.next()
    return options


def _conflict(reader: Reader) -> dict[str, Any]:
    """Return the conflict clause at hand, if there is one."""
    return {"on_conflict": reader.next().key} if reader.take("on", "conflict") else {}


def _column(reader: Reader) -> tuple[Column, list[Constraint]]:
    """Return a column and the constraints that its definition states."""
    name = reader.name()
    kind = " ".join(reader.until(_ends_type).split())
    draft = _Draft()
    constraint = ""
    while not reader.done and reader.key not in {",", ")"}:
        if reader.take("constraint"):
            constraint = reader.name()
            continue
        _column_constraint(reader, name, constraint, draft)
        constraint = ""
    column = Column(name=name, type=kind.upper(), options=draft.options, **draft.column)
    return column, draft.constraints


def _ends_type(token: Token) -> bool:
    """Tell whether a token is no longer part of a type."""
    return token.key == "," or token.key in _CONSTRAINT_WORDS


def _column_constraint(reader: Reader, column: str, name: str, draft: _Draft) -> None:
    """Read one clause of a column definition into the draft."""
    if reader.take("primary", "key"):
        descending = reader.take("desc")
        reader.take("asc")
        options = _conflict(reader) | ({"order": {column: "desc"}} if descending else {})
        if reader.take("autoincrement"):
            draft.column["identity"] = Identity(always=False)
        draft.constraints.append(PrimaryKey(name=name, columns=(column,), options=options))
    elif reader.take("not", "null"):
        draft.column["nullable"] = False
        draft.options |= {f"not_null_{word}": value for word, value in _conflict(reader).items()}
    elif reader.take("null"):
        _conflict(reader)
    elif reader.take("unique"):
        draft.constraints.append(Unique(name=name, columns=(column,), options=_conflict(reader)))
    elif reader.take("check"):
        draft.constraints.append(Check(name=name, sql=reader.parenthesised()))
        _conflict(reader)
    elif reader.take("default"):
        draft.column["default"] = _default(reader)
    elif reader.take("collate"):
        draft.column["collation"] = reader.name()
    elif reader.ahead("references"):
        draft.constraints.append(_references(reader, name, (column,)))
    elif reader.take("generated", "always", "as") or reader.take("as"):
        sql = reader.parenthesised()
        draft.column["generated"] = Generated(sql=sql, stored=reader.take("stored"))
        reader.take("virtual")
    elif reader.ahead("not", "deferrable") or reader.ahead("deferrable"):
        _deferrable(reader)
    else:
        message = f"unexpected {reader.next().text!r} in column {column}"
        raise ValueError(message)


def _default(reader: Reader) -> str:
    """Return a default: an expression without its parentheses, or a literal with its sign."""
    if reader.key == "(":
        return reader.parenthesised()
    sign = reader.next().text if reader.key in {"+", "-"} else ""
    return sign + reader.next().text


def _references(reader: Reader, name: str, columns: tuple[str, ...]) -> ForeignKey:
    """Return the foreign key whose REFERENCES is at hand."""
    reader.next()
    table = reader.name()
    referenced = reader.names() if reader.key == "(" else ()
    fields: dict[str, Any] = {}
    while True:
        if reader.take("on"):
            event = reader.next().key
            fields[f"on_{event}"] = _action(reader)
        elif reader.take("match"):
            fields["match"] = reader.name().lower()
        elif reader.ahead("not", "deferrable") or reader.ahead("deferrable"):
            fields |= _deferrable(reader)
        else:
            return ForeignKey(name=name, columns=columns, table=Name("", table), referenced=referenced, **fields)


def _action(reader: Reader) -> str:
    """Return what a foreign key does."""
    word = reader.next().key
    return f"{word} {reader.next().key}" if word in {"set", "no"} else word


def _deferrable(reader: Reader) -> dict[str, Any]:
    """Return what a DEFERRABLE clause says; NOT DEFERRABLE is what holds without one."""
    denied = reader.take("not")
    reader.next()
    initially = reader.next().key if reader.take("initially") else ""
    return {} if denied else {"deferrable": True, "initially_deferred": initially == "deferred"}


def _table_constraint(reader: Reader) -> list[Constraint]:
    """Return the constraint of the table that is at hand; none for a name without a constraint."""
    name = reader.name() if reader.take("constraint") else ""
    if reader.take("primary", "key"):
        columns, order = _keys(reader)
        counted = {} if not reader.take("autoincrement") else {"autoincrement": True}
        return [PrimaryKey(name=name, columns=columns, options=_conflict(reader) | order | counted)]
    if reader.take("unique"):
        columns, order = _keys(reader)
        return [Unique(name=name, columns=columns, options=_conflict(reader) | order)]
    if reader.take("check"):
        check = Check(name=name, sql=reader.parenthesised())
        _conflict(reader)
        return [check]
    if reader.take("foreign", "key"):
        columns = reader.names()
        return [_references(reader, name, columns)]
    return []


def _keys(reader: Reader) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return the columns of a key, and which are kept in descending order or compared otherwise."""
    columns: list[str] = []
    order: dict[str, str] = {}
    collations: dict[str, str] = {}
    reader.next()
    while True:
        column = reader.name()
        columns.append(column)
        if reader.take("collate"):
            collations[column] = reader.name()
        if reader.take("desc"):
            order[column] = "desc"
        reader.take("asc")
        reader.take("autoincrement")
        if reader.next().key == ")":
            found: dict[str, Any] = {"order": order} if order else {}
            return tuple(columns), found | ({"collation": collations} if collations else {})
