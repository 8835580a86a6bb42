"""Whether an SQL expression can be read, and which columns it speaks of that do not exist.

Nearly every expression is accepted by its words alone. Only one that leaves a doubt is parsed, because a parser costs more than all the
rest of loading a definition.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from schemac.dialect.registry import load
from schemac.errors import UsageError
from schemac.source.keywords import KEYWORDS

_TOKEN = re.compile(
    r"""(?P<text>'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")+")
    |(?P<cast>::\s*[^\W\d]\w*)
    |(?P<word>[^\W\d][\w$]*)(?P<after>\s*[(.]|')?
    |(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)|\.\d+)
    |(?P<stop>--|/\*|;)
    |(?P<parenthesis>[()\[\]])
    |(?P<dot>\.)
    |(?P<operator>[-+*/%<>=!|&^~,:@?]+)
    |(?P<doubt>\S)""",
    re.VERBOSE,
)


class Fault(NamedTuple):
    """What is wrong with an expression: the word for a column that does not exist, or a reason why it cannot be read."""

    word: str = ""
    reason: str = ""


class Expressions:
    """Reads the expressions of one definition, written in one dialect."""

    def __init__(self, dialect: str) -> None:
        """Read expressions of the dialect of that name."""
        self.dialect = dialect

    def faults(self, sql: str, columns: Container[str], table: str = "") -> Iterable[Fault]:
        """Return what is wrong with an expression that may speak of these columns (lower case) of the table."""
        found = _quick(sql, columns, table.lower())
        if found is None:
            return ()
        if found.reason:
            return (found,)
        return self._parsed(sql, columns, table.lower())

    def _parsed(self, sql: str, columns: Container[str], table: str) -> list[Fault]:
        # imported here because most definitions never need a parser, and it takes a quarter of a second to import
        from sqlglot import exp, parse  # noqa: PLC0415
        from sqlglot.errors import SqlglotError  # noqa: PLC0415

        reads, quoted_text, system = self._dialect()
        try:
            trees = parse(sql, read=reads)
        except SqlglotError as error:
            return [Fault(reason=shortened(str(error)))]
        tree = trees[0] if len(trees) == 1 else None
        if tree is None or isinstance(tree, exp.Alias | exp.Command):
            return [Fault(reason="it is more, or less, than one expression")]
        if tree.find(exp.Query):
            return []
        said = (column for column in tree.find_all(exp.Column) if column.name.lower() not in system)
        words = [_word(column, columns, table, quoted_text=quoted_text) for column in said]
        return [Fault(word) for word in dict.fromkeys(words) if word]

    @property
    def loose(self) -> bool:
        """Whether columns of the dialect take values of any type."""
        return load(self.dialect).loose_values

    def _dialect(self) -> tuple[str, bool, frozenset[str]]:
        """Return sqlglot's name of the dialect, whether a quoted word that names nothing is a text in it, and its system columns."""
        try:
            dialect = load(self.dialect)
        except UsageError:
            return "", False, frozenset()  # the name itself is judged where the definition meets its targets
        return dialect.sqlglot, dialect.quoted_text, dialect.system_columns


def _word(column: Any, columns: Container[str], table: str, *, quoted_text: bool) -> str:
    """Return how a column that does not exist is spelled; nothing for one that does, and for what only looks like a column."""
    name, owner = column.name.lower(), column.table.lower()
    if (name in columns and owner in {"", table}) or type(column.this).__name__ != "Identifier":
        return ""
    if not owner and (quoted_text if column.this.args.get("quoted") else name in KEYWORDS):
        return ""
    spelled: str = column.name if owner in {"", table} else f"{column.table}.{column.name}"
    return spelled


def _quick(sql: str, columns: Container[str], table: str) -> Fault | None:
    """Return None where the words alone show that all is well, a fault with a reason where it is certain, else a mere doubt."""
    depth = 0
    before = "begin"
    for match in _TOKEN.finditer(sql):
        kind = str(match.lastgroup)
        if kind == "after":
            word, after = match["word"].lower(), match["after"]
            if after.endswith("(") and (before != "operand" or word in KEYWORDS):
                depth += 1
                before = "begin"
                continue
            if after.endswith(".") and word == table and before != "operand" and _column_follows(sql, match.end(), columns):
                before = "begin"
                continue
            return _doubt(sql)
        if kind == "parenthesis":
            depth += 1 if match[0] in "([" else -1
            if depth < 0:
                return Fault(reason="a parenthesis closes that was never opened")
            if match[0] in ")]" and before != "operator":
                before = "operand"
                continue
        if kind == "cast" and before == "operand":
            continue
        now = _part(kind, match, columns)
        if (before, now) in _ODD or now == "odd" or (now == "operator" and before != "operand" and match[0] not in {"-", "+", "~", "@"}):
            return _doubt(sql)
        before = now
    if depth or before in {"operator", "begin"} or (before == "keyword" and sql.rstrip()[-4:].lower().strip() in {"and", "or", "not"}):
        return _doubt(sql)
    return None


_ODD = {("operand", "operand"), ("operand", "open")}


def _part(kind: str, match: re.Match[str], columns: Container[str]) -> str:
    """Return what part of speech a token is: operand, operator, keyword, a bracket, or odd."""
    if kind == "word":
        word = match["word"].lower()
        return "operand" if word in columns else "keyword" if word in KEYWORDS else "odd"
    if kind == "quoted":
        return "operand" if match["quoted"][1:-1].replace('""', '"').lower() in columns else "odd"
    if kind == "parenthesis":
        return {"(": "open", "[": "begin"}.get(match[0], "odd")
    return {"text": "operand", "number": "operand", "operator": "operator"}.get(kind, "odd")


def _doubt(sql: str) -> Fault:
    """Return why a text is certainly no expression, or no more than the doubt."""
    return Fault(reason=_ends(sql))


def _column_follows(sql: str, at: int, columns: Container[str]) -> bool:
    following = re.compile(r"\s*(\w+)").match(sql, at)
    return following is not None and following[1].lower() in columns


_PIECES = re.compile(
    r"[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(\w*)\$.*?\$\1\$|\"(?:[^\"]|\"\")*\"|`[^`]*`|(--|/\*)|(;)|([()])|(')|(\")",
    re.DOTALL,
)


def _ends(sql: str) -> str:
    """Return why a text reaches beyond an expression, whatever the dialect: a statement's end, a comment, an open quote or parenthesis."""
    depth = 0
    for match in _PIECES.finditer(sql):
        if match[2]:
            return "a comment cannot stand in an expression"
        if match[3]:
            return "a semicolon cannot stand in an expression"
        if match[5] or match[6]:
            return "a quote is left open"
        if match[4]:
            depth += 1 if match[4] == "(" else -1
            if depth < 0:
                return "a parenthesis closes that was never opened"
    return "a parenthesis is left open" if depth else ""


def query_fault(sql: str) -> str:
    """Return what is plainly wrong with a view's query, or nothing: only its frame is looked at, the rest is the engine's."""
    stripped = re.sub(r"\A(?:\s|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*", "", sql, flags=re.DOTALL)
    if not re.match(r"(?:select|with|values|table|from)\b|\(", stripped, re.IGNORECASE):
        return "a view's query begins with select, with, values or table"
    without_comments = re.sub(
        r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\$(\w*)\$.*?\$\2\$)|--[^\n]*|/\*.*?\*/", lambda match: match[1] or " ", sql, flags=re.DOTALL
    )
    return _ends(without_comments).replace("an expression", "a view's query")


def shortened(message: str) -> str:
    """Return the parser's message without colours and context, as one short line."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", message).strip().partition("\n")[0]
    if plain.startswith("Required keyword"):
        return "an operand is missing"
    return re.sub(r"\s+", " ", plain.partition(". Line ")[0]).rstrip(". ")[:160]
