"""Routines, triggers and events as the catalogue has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from schemac.errors import DatabaseError
from schemac.model.objects import Object, Words
from schemac.model.programs import Event, Function, Procedure, Trigger
from schemac.model.sql_text import tokens
from schemac.session import Session
from schemac_dialects.mysql.programs import plain_head
from schemac_dialects.mysql.quoting import quote
from schemac_dialects.mysql.reading import Reader, text
from schemac_dialects.mysql.show import show_each

STATES = {"ENABLED": "", "DISABLED": "disabled"}
_DEFINER = re.compile(r"\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:DEFINER\s*=\s*(?:`(?:[^`]|``)*`@`(?:[^`]|``)*`|\S+)\s+)?", re.IGNORECASE)
_WRITTEN = re.compile(r"CREATE .*?(?:FUNCTION|PROCEDURE) `(?:[^`]|``)+`(\(.*)\Z", re.DOTALL)
_CHARACTERISTICS = re.compile(
    r"(?:    (?:LANGUAGE \w+|DETERMINISTIC|NO SQL|READS SQL DATA|MODIFIES SQL DATA|SQL SECURITY INVOKER|COMMENT '(?:[^'\\]|''|\\.)*')\n)*"
)
_FILLED = re.compile(r" CHARSET (\w+)(?: COLLATE (\w+))?\Z")

Row = tuple[object, ...]


def read_programs(session: Session, reader: Reader, usual: Mapping[str, str]) -> list[Object]:
    """Return the routines, triggers and events of the database; what the server and the session give by themselves is left out."""
    return [
        *_routines(session, reader, usual),
        *_triggers(session, reader, usual),
        *(_event(row, usual) for row in session.query(reader.text("events"))),
    ]


def _routines(session: Session, reader: Reader, usual: Mapping[str, str]) -> Iterator[Function | Procedure]:
    """Go through the routines; who may not read the server's own table of them sees their parameters as the catalogue spells them."""
    try:
        rows = session.query(reader.text("routines"))
    except DatabaseError:
        if len(reader.folders) == 1:
            raise
        rows = session.query(replace(reader, folders=reader.folders[-1:]).text("routines"))
    untold = [row for row in rows if row[2] is None]
    asked = [f"SHOW CREATE {text(row[0])} {quote(text(row[1]))}" for row in untold]
    written = {(text(row[0]), text(row[1])): _decoded(told) for row, told in zip(untold, show_each(session, asked, 2), strict=True)}
    parameters = _parameters(session, reader) if not all(written.values()) else {}
    for row in rows:
        kind, name = text(row[0]), text(row[1])
        arguments = _decoded(row[2]) if row[2] is not None else ", ".join(parameters.get((kind, name), ()))
        body = _decoded(row[4])
        found = _WRITTEN.match(written.get((kind, name), ""))
        if found:
            arguments, rest = _arguments(found[1])
            body = _CHARACTERISTICS.sub("", rest, count=1)
        words = _words(row[9], row[10], row[11], usual)
        if text(row[5]) == "YES":
            words["deterministic"] = True
        if text(row[6]).lower() != "contains sql":
            words["data_access"] = text(row[6]).lower()
        if text(row[7]).lower() != "definer":
            words["security"] = text(row[7]).lower()
        if text(row[12]) == "GROUP":
            words["aggregate"] = True
        shared = {"name": name, "comment": _decoded(row[8]) or None, "arguments": arguments, "body": body, "options": words}
        if kind == "procedure":
            yield Procedure(**shared)  # type: ignore[arg-type]
        else:
            yield Function(**shared, returns=_returns(row, usual))  # type: ignore[arg-type]


def _arguments(text: str) -> tuple[str, str]:
    """Return what stands in parentheses at the beginning of a text, and what follows its first line."""
    depth = at = 0
    for token in tokens(text):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        at += len(token.text)
        if not depth:
            break
    return text[1 : at - 1], text[at:].partition("\n")[2]


def _returns(row: Row, usual: Mapping[str, str]) -> str:
    """Return the type of a function's result, without the character set that the database gives by itself."""
    written = _decoded(row[3]) + (f" CHARSET {text(row[13])}" if row[13] is not None else "")
    found = _FILLED.search(written)
    if found and found[1] == usual.get("charset") and found[2] in {None, usual.get("collation")}:
        return written[: found.start()]
    return written


def _parameters(session: Session, reader: Reader) -> dict[tuple[str, str], list[str]]:
    """Return the parameters of each routine, spelled as a declaration has them."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in session.query(reader.text("parameters")):
        kind, name, mode, parameter, kind_of, charset = (None if value is None else text(value) for value in row)
        words = [mode if kind == "procedure" else "", quote(str(parameter)), kind_of, f"CHARSET {charset}" if charset else ""]
        found.setdefault((str(kind), str(name)), []).append(" ".join(word for word in words if word))
    return found


def _triggers(session: Session, reader: Reader, usual: Mapping[str, str]) -> Iterator[Trigger]:
    """Go through the triggers, each of those that share an event told to follow the one before it."""
    last: Trigger | None = None
    rows = session.query(reader.text("triggers"))
    shown = [f"SHOW CREATE TRIGGER {quote(text(row[0]))}" for row in rows] if reader.heads else []
    written: Sequence[object] = show_each(session, shown, 2) if shown else [""] * len(rows)
    for row, statement in zip(rows, written, strict=True):
        body = _decoded(row[5])
        trigger = Trigger(
            name=text(row[0]),
            table=text(row[1]),
            timing=text(row[2]).lower(),
            events=(text(row[3]).lower(),),
            level="row",
            body=body,
            options=_words(row[6], row[7], row[8], usual),
        )
        shares = last is not None and (last.table, last.timing, last.events) == (trigger.table, trigger.timing, trigger.events)
        follows = last.name if shares and last is not None else ""
        head = _head(_decoded(statement), body)
        usual_heads = {"", plain_head(trigger), *_passing_heads(trigger, followed=bool(follows))}
        last = Trigger(
            **{field: getattr(trigger, field) for field in trigger.__struct_fields__ if field not in {"head", "follows"}},
            head="" if head in usual_heads else head,
            follows=follows,
        )
        yield last


def _passing_heads(trigger: Trigger, *, followed: bool) -> Iterator[str]:
    """Go through what the server makes by itself of a head that nobody wrote otherwise.

    What it follows is taken out, and the line break with it; a table that is renamed is put in quotes.
    """
    plain = plain_head(trigger)
    on = f" ON {quote(trigger.table)} "
    before, _, after = plain.rpartition(on)
    quoted = f"{before} ON `{trigger.table.replace('`', '``')}` {after}"
    yield quoted
    if followed:
        yield from (f"{head.rstrip()} " for head in (plain, quoted))


def _head(statement: str, body: str) -> str:
    """Return what a statement says between CREATE and its body, without the definer."""
    start = _DEFINER.match(statement)
    end = len(statement) - len(body) if statement.endswith(body) else statement.rfind(body)
    return statement[start.end() if start else 0 : end] if end > 0 else ""


def _event(row: Row, usual: Mapping[str, str]) -> Event:
    """Return one event; its times are those of its time zone."""
    name, at, number, unit, starts, ends, status, completion, comment, body = row[:10]
    if at is not None:
        schedule = f"at '{text(at)}'"
    else:
        count = text(number)
        schedule = f"every {count if count.isdigit() else repr(count)} {text(unit).lower()}"
        schedule += "".join(f" {word} '{text(value)}'" for word, value in (("starts", starts), ("ends", ends)) if value is not None)
    words = _words(row[10], row[11], row[12], usual)
    if text(row[13]) != usual.get("time_zone"):
        words["time_zone"] = text(row[13])
    return Event(
        name=text(name),
        comment=_decoded(comment) or None,
        schedule=schedule,
        body=_decoded(body),
        preserve=text(completion) == "PRESERVE",
        state=STATES.get(text(status), "replica"),
        options=words,
    )


def _words(mode: object, charset: object, collation: object, usual: Mapping[str, str]) -> Words:
    """Return the settings that a program keeps of the session that made it, where they are not as usual."""
    words: Words = {}
    if text(mode) != usual.get("sql_mode"):
        words["sql_mode"] = text(mode)
    if (text(charset), text(collation)) != (usual.get("client_charset"), usual.get("client_collation")):
        words |= {"charset": text(charset), "collation": text(collation)}
    return words


def _decoded(value: object) -> str:
    """Return a text that may be kept as bytes in its writer's character set."""
    if not isinstance(value, bytes):
        return "" if value is None else str(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
