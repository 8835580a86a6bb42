"""Reads the SQL files of PostgreSQL with its own parser, statement by statement, remembering what came before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pglast import parse_sql
from pglast.parser import ParseError, scan, split

from schemac.dialect.assembling import Assembling
from schemac.dialect.reading import Asked, Reader, Spotted
from schemac.dialect.rules import judge_all
from schemac.model.plan import Hazard
from schemac_dialects.postgresql.hazards.files import EXPLAINED
from schemac_dialects.postgresql.reading.history import History
from schemac_dialects.postgresql.reading.process import at_end, before
from schemac_dialects.postgresql.reading.spelling import spelling
from schemac_dialects.postgresql.reading.statements import deeds
from schemac_dialects.postgresql.reading.told import Told

_ROUGH = re.compile(r"(?:'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|\$(\w*)\$.*?\$\1\$|[^;'\"])+", re.DOTALL)
_LEAD = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)*", re.DOTALL)
_SINCE = {"PG115": (19,)}


def read(text: str, asked: Asked) -> Iterator[Spotted]:
    """Go through the hazards of a file: those of its statements as changes, and those of how they stand to each other."""
    slices = _slices(text)
    history = History(count=len(slices), assumed=asked.in_transaction)
    made = Assembling(asked)
    last = 0
    for number, part in enumerate(slices, 1):
        sql, last = text[part], part.start
        try:
            nodes = [raw.stmt for raw in parse_sql(sql)]
        except ParseError as error:
            yield _spotted(Told("ST106", f"this cannot be read: {error.args[0]}"), part.start, number)
            continue
        for node in nodes:
            yield from _judged(node, sql, history, asked, made, part.start, number)
    yield from made.at_end()
    for told in at_end(history):
        yield _spotted(told, last, len(slices))


def _judged(node: Any, sql: str, history: History, asked: Asked, made: Assembling, start: int, number: int) -> Iterator[Spotted]:
    """Go through what is wrong with one statement, and let the history remember it."""
    for told in (*before(node, sql, history), *spelling(node, sql)):
        if not asked.can.version or asked.can.version >= _SINCE.get(told.code, ()):
            yield _spotted(told, start, number)
    for deed in deeds(node, history, asked.can):
        for hazard in judge_all(asked.rules, deed, None, number):
            yield Spotted(hazard, start)
        yield from made.take(deed, start, number)


def _slices(text: str) -> list[slice]:
    """Return where each statement is: as the parser parts them; where it gives up, by semicolons, so that nothing is left out."""
    try:
        return list(split(text, with_parser=True, only_slices=True))
    except ParseError:
        return list(_parted(text))


def _parted(text: str) -> Iterator[slice]:
    """Go through what stands between semicolons that are in no quotes and no brackets."""
    try:
        found = [token for token in scan(text) if "COMMENT" not in token.name]
    except ParseError:
        for match in _ROUGH.finditer(text):
            lead = _LEAD.match(text, match.start(), match.end())
            begin = lead.end() if lead else match.start()
            if text[begin : match.end()].strip():
                yield slice(begin, match.end())
        return
    depth, begin = 0, -1
    for token in found:
        depth += {"ASCII_40": 1, "ASCII_41": -1}.get(token.name, 0)
        if token.name == "ASCII_59" and depth <= 0:
            if begin >= 0:
                yield slice(begin, token.start)
            depth, begin = 0, -1
        elif begin < 0:
            begin = token.start
    if begin >= 0:
        yield slice(begin, len(text))


def _spotted(told: Told, start: int, number: int) -> Spotted:
    rule = EXPLAINED[told.code]
    hazard = Hazard(code=rule.code, severity=rule.severity, message=told.message, remedy=rule.safe, statement=number)
    return Spotted(hazard, start + told.offset)


READER = Reader(read)
