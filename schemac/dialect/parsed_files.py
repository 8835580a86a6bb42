"""Reads SQL files of engines without a parser of their own at hand, as far as sqlglot reads them; what it does not read is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import getLogger
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from schemac.dialect.assembling import Assembling
from schemac.dialect.file_rules import COMMON
from schemac.dialect.parsed_changes import changes_of, name_of
from schemac.dialect.reading import Asked, Reader, Spotted
from schemac.dialect.rules import Deed, judge_all
from schemac.model.change import Change
from schemac.model.names import Name
from schemac.model.plan import Cost, Hazard
from schemac.model.tables import Table


def reader(dialect: str, cost: Callable[[Change], Cost]) -> Reader:
    """Return what reads the files of a dialect that sqlglot knows by that name; `cost` says what one change of a table costs there."""

    def read(text: str, asked: Asked) -> Iterator[Spotted]:
        new: set[Name] = set()
        made = Assembling(asked)
        for number, part in enumerate(_slices(text, dialect), 1):
            try:
                with _quiet():
                    node = sqlglot.parse_one(text[part], read=dialect)
            except SqlglotError as error:
                yield _spotted("ST106", f"this cannot be read: {str(error).splitlines()[0].partition('. Line')[0]}", part.start, number)
                continue
            if isinstance(node, exp.Command):
                word = " ".join(text[part].split()[:3])
                yield _spotted("ST111", f"{word} ... is not read, so nothing is known of what it does", part.start, number)
            for code, message in _unsaid(node):
                yield _spotted(code, message, part.start, number)
            yield from _judged(node, asked, made, frozenset(new), cost, part.start, number)
            if isinstance(node, exp.Create) and node.kind == "TABLE" and node.find(exp.Table) is not None:
                new.add(name_of(node.find(exp.Table)))
        yield from made.at_end()

    return Reader(read)


def _judged(
    node: Any, asked: Asked, made: Assembling, new: frozenset[Name], cost: Callable[[Change], Cost], start: int, number: int
) -> Iterator[Spotted]:
    for change, words in changes_of(node):
        price = cost(change) if change.table is not None and not isinstance(change.subject, Table) else Cost()
        deed = Deed(change, price, asked.can, new, known=False, words=words)
        for hazard in judge_all(asked.rules, deed, None, number):
            yield Spotted(hazard, start)
        yield from made.take(deed, start, number)


def _unsaid(node: Any) -> Iterator[tuple[str, str]]:
    """Go through what a statement about rows leaves unsaid."""
    if isinstance(node, exp.Update | exp.Delete) and node.args.get("where") is None:
        yield "ST107", "no WHERE: every row is touched"
    if isinstance(node, exp.Insert) and isinstance(node.this, exp.Table):
        yield "ST108", "INSERT does not say which columns: it fails, or fills others, when the table gets one more"
    if isinstance(node, exp.Select) and any(isinstance(each, exp.Star) for each in node.expressions):
        yield "ST109", "SELECT * reads whatever columns there will be"


def _slices(text: str, dialect: str) -> Iterator[slice]:
    """Go through where each statement is; a text whose words cannot be told apart is one."""
    try:
        tokens = sqlglot.tokenize(text, read=dialect)
    except SqlglotError:
        yield slice(0, len(text))
        return
    begin = -1
    for token in tokens:
        if token.token_type.name == "SEMICOLON":
            if begin >= 0:
                yield slice(begin, token.start)
            begin = -1
        elif begin < 0:
            begin = token.start
    if begin >= 0:
        yield slice(begin, len(text))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser from telling on standard error what is told as a finding."""
    logger = getLogger("sqlglot")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _spotted(code: str, message: str, start: int, number: int) -> Spotted:
    rule = COMMON[code]
    return Spotted(Hazard(code=code, severity=rule.severity, message=message, remedy=rule.safe, statement=number), start)
