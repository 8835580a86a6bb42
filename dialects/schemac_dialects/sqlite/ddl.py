"""CREATE statements as SQLite keeps them, read token by token with every expression as it was written.

Source of the grammar: https://www.sqlite.org/lang_createtable.html and lang_createindex.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))
    |(?P<string>[xX]?'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])
    |(?P<number>\d[\w.]*|\.\d[\w.]*)
    |(?P<word>[^\W\d][\w$]*)
    |(?P<operator>\|\||<>|!=|[<>=]=|<<|>>|->>?|.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token and where it stands in the text; `key` is a bare word or operator in lower case, empty for names in quotes."""

    kind: str
    text: str
    key: str
    start: int
    end: int


class Reader:
    """Goes through the tokens of one statement."""

    def __init__(self, sql: str) -> None:
        """Split the statement; blanks and comments are passed over."""
        self.sql = sql
        self.tokens: list[Token] = []
        for match in _TOKEN.finditer(sql):
            kind = match.lastgroup or ""
            if kind != "space":
                key = match[0].lower() if kind in {"word", "operator"} else ""
                self.tokens.append(Token(kind, match[0], key, match.start(), match.end()))
        self.at = 0

    @property
    def key(self) -> str:
        """The current token's bare word or operator; empty at the end and at other tokens."""
        return self.tokens[self.at].key if self.at < len(self.tokens) else ""

    @property
    def done(self) -> bool:
        """Whether all tokens have been read."""
        return self.at >= len(self.tokens)

    def ahead(self, *keys: str) -> bool:
        """Tell whether the next tokens are these bare words or operators."""
        found = self.tokens[self.at : self.at + len(keys)]
        return tuple(token.key for token in found) == keys

    def take(self, *keys: str) -> bool:
        """Step over these bare words or operators if they are next, and tell whether they were."""
        if not self.ahead(*keys):
            return False
        self.at += len(keys)
        return True

    def next(self) -> Token:
        """Return the current token and step over it. Raises ValueError at the end."""
        if self.done:
            message = f"the statement ends too early: {self.sql[:80]}"
            raise ValueError(message)
        token = self.tokens[self.at]
        self.at += 1
        return token

    def name(self) -> str:
        """Return the identifier at hand without its quotes, and step over it."""
        token = self.next()
        if token.kind == "quoted":
            mark = token.text[0]
            inner = token.text[1:-1]
            return inner if mark == "[" else inner.replace(mark * 2, mark)
        if token.kind == "string":
            return token.text[1:-1].replace("''", "'")
        return token.text

    def parenthesised(self) -> str:
        """Return the text between the parentheses at hand, as written but for blanks at its ends, and step over them."""
        opening = self.next()
        depth = 1
        while depth:
            token = self.next()
            depth += (token.key == "(") - (token.key == ")")
        return self.sql[opening.end : token.start].strip()

    def until(self, stop: Callable[[Token], bool]) -> str:
        """Return the text up to the first token outside parentheses that `stop` accepts, or up to the end."""
        first, depth = self.at, 0
        while not self.done:
            token = self.tokens[self.at]
            if not depth and (stop(token) or token.key == ")"):
                break
            depth += (token.key == "(") - (token.key == ")")
            self.at += 1
        if first == self.at:
            return ""
        return self.sql[self.tokens[first].start : self.tokens[self.at - 1].end]

    def names(self) -> tuple[str, ...]:
        """Return the identifiers of a parenthesised list and step over it."""
        found: list[str] = []
        self.next()
        while True:
            found.append(self.name())
            if self.next().key == ")":
                return tuple(found)
