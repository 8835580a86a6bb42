"""Whether an SQL expression can be read, and which columns it speaks of that do not exist.

Nearly every expression is accepted by its words alone. Only one that leaves a doubt is parsed, because a parser costs more than all the
rest of loading a definition.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from schemac.dialect.registry import load
from schemac.errors import UsageError

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

KEYWORDS = frozenset(
    """and or not in is null like ilike rlike regexp glob match between case when then else end true false unknown cast as at zone time with without from for
    similar to escape collate distinct any all some array row exists asc desc nulls first last both leading trailing using over partition by
    filter within group div mod xor binary isnull notnull overlaps symmetric asymmetric operator
    extract year quarter month week day hour minute second millisecond microsecond epoch dow doy isodow isoyear century decade timezone
    interval date timestamp timestamptz timetz datetime years months weeks days hours minutes seconds
    current_date current_time current_timestamp current_user current_role current_catalog current_schema session_user system_user localtime
    localtimestamp user sysdate systimestamp
    int integer smallint bigint tinyint numeric decimal real double precision float text varchar char character varying bool boolean json jsonb
    uuid bytea blob signed unsigned default value""".split()
) - {"value", "default"}

VALUES = frozenset(
    "current_date current_time current_timestamp current_user current_role current_catalog current_schema session_user system_user localtime localtimestamp null".split()
)
"""Words that are SQL for a value, so that they are no literal text even as the default of a text column."""


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

        try:
            trees = parse(sql, read=self._sqlglot_name())
        except SqlglotError as error:
            return [Fault(reason=shortened(str(error)))]
        tree = trees[0] if len(trees) == 1 else None
        if tree is None or isinstance(tree, exp.Alias | exp.Command):
            return [Fault(reason="it is more, or less, than one expression")]
        if tree.find(exp.Query):
            return []
        unknown: dict[str, Fault] = {}
        for column in tree.find_all(exp.Column):
            known = column.name.lower() in columns and (not column.table or column.table.lower() == table)
            bare = not column.this.args.get("quoted") and not column.table
            if not known and not (bare and column.name.lower() in KEYWORDS) and isinstance(column.this, exp.Identifier):
                word = column.name if not column.table or column.table.lower() == table else f"{column.table}.{column.name}"
                unknown.setdefault(word, Fault(word))
        return list(unknown.values())

    def _sqlglot_name(self) -> str:
        try:
            return load(self.dialect).sqlglot
        except UsageError:
            return ""  # the name itself is judged where the definition meets its targets


def _quick(sql: str, columns: Container[str], table: str) -> Fault | None:
    """Return None where the words alone show that all is well, a fault with a reason where it is certain, else a mere doubt."""
    depth = 0
    doubt = False
    after_dot = False
    for match in _TOKEN.finditer(sql):
        kind = match.lastgroup
        if kind == "word":
            word = match["word"].lower()
            if after_dot or (word not in columns and word not in KEYWORDS):
                doubt = True
        elif kind == "after":
            word, after = match["word"].lower(), match["after"]
            if after.endswith("("):
                depth += 1
            elif after == "'" or word != table:
                return Fault() if not _ends(sql) else Fault(reason=_ends(sql))
            after_dot = False
            if after.endswith("."):
                doubt = doubt or not _column_follows(sql, match.end(), columns)
            continue
        elif kind == "quoted":
            doubt = doubt or match["quoted"][1:-1].replace('""', '"').lower() not in columns
        elif kind == "parenthesis":
            depth += 1 if match[0] in "([" else -1
            if depth < 0:
                return Fault(reason="a parenthesis closes that was never opened")
        elif kind == "stop":
            return Fault(reason=_ends(sql)) if _ends(sql) else Fault()
        elif kind in {"doubt", "dot"}:
            doubt = True
        after_dot = kind == "dot"
    if doubt:
        return Fault(reason=_ends(sql)) if _ends(sql) else Fault()
    return Fault(reason="a parenthesis is left open") if depth else None


def _column_follows(sql: str, at: int, columns: Container[str]) -> bool:
    following = re.compile(r"\s*(\w+)").match(sql, at)
    return following is not None and following[1].lower() in columns


_PIECES = re.compile(r"[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(\w*)\$.*?\$\1\$|\"(?:[^\"]|\"\")*\"|`[^`]*`|(--|/\*)|(;)|([()])|(')|(\")", re.DOTALL)


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
    plain = re.sub(r"\x1b\[[0-9;]*m", "", message).strip().split("\n")[0]
    return re.sub(r"\s+", " ", plain).rstrip(". ")[:160]
