"""SQL text read as tokens: enough to find and rename identifiers without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?\*/)
    |(?P<string>[eEbBxXnN]?'(?:[^']|'')*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
    |(?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]\d'"][^\]]*\])
    |(?P<number>\d[\w.]*|\.\d[\w.]*)
    |(?P<word>[^\W\d][\w$]*)
    |(?P<operator><>|!=|>=|<=|::|\|\||->>?|~~\*?|!~~\*?|@>|<@|&&|[^\w\s])""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token: its kind (`space`, `string`, `quoted`, `number`, `word`, `operator`) and its text as written."""

    kind: str
    text: str

    @property
    def identifier(self) -> str | None:
        """The identifier that the token spells, without its quotes; None where it is none."""
        if self.kind == "word":
            return self.text
        if self.kind != "quoted":
            return None
        inner = self.text[1:-1]
        return inner if self.text[0] == "[" else inner.replace(self.text[0] * 2, self.text[0])


def tokens(sql: str) -> Iterator[Token]:
    """Go through the tokens of a text, blanks and comments included; what is no token is skipped."""
    for match in _TOKEN.finditer(sql):
        yield Token(str(match.lastgroup if match.lastgroup != "tag" else "string"), match[0])


@lru_cache(maxsize=65536)
def identifiers(sql: str) -> frozenset[str]:
    """Return every identifier in a text, functions and keywords included, bare ones in lower case."""
    found = set()
    for token in tokens(sql):
        name = token.identifier
        if name is not None:
            found.add(name if token.kind == "quoted" else name.lower())
    return frozenset(found)


@lru_cache(maxsize=65536)
def called(sql: str) -> frozenset[str]:
    """Return every identifier in a text that an opening parenthesis follows, bare ones in lower case."""
    found = set()
    last = None
    for token in tokens(sql):
        if token.text == "(" and last is not None and last.identifier is not None:
            found.add(last.identifier if last.kind == "quoted" else last.identifier.lower())
        if token.kind != "space":
            last = token
    return frozenset(found)


def rename(sql: str, names: Mapping[str, str]) -> str:
    """Return the text with identifiers replaced; a word that calls a function keeps its name.

    The keys are names as they stand in a catalogue; a bare word matches in lower case.
    """
    if identifiers(sql).isdisjoint(names):
        return sql
    parts = list(tokens(sql))
    texts = []
    for at, token in enumerate(parts):
        name = token.identifier
        if name is not None and token.kind == "word" and name not in names:
            name = name.lower()
        calls = at + 1 < len(parts) and parts[at + 1].text == "("
        if name is not None and name in names and not calls:
            texts.append(_spell(names[name], token.text[0]))
        else:
            texts.append(token.text)
    return "".join(texts)


def rename_calls(sql: str, names: Mapping[str, str]) -> str:
    """Return the text with the names of called functions replaced, and nothing else."""
    parts = list(tokens(sql))
    found = []
    for at, token in enumerate(parts):
        name = token.identifier if at + 1 < len(parts) and parts[at + 1].text == "(" else None
        found.append(token.text if name is None or name not in names else _spell(names[name], token.text[0]))
    return "".join(found)


def spelled_alike(name: str, written: str) -> str:
    """Return a name in the quotes that another was written in, or bare where that was and it may be."""
    return _spell(name, written[0])


def _spell(name: str, quote: str) -> str:
    """Return a name in the quotes that the old one had, or bare where it may be."""
    if quote in '"`':
        return quote + name.replace(quote, quote * 2) + quote
    if quote == "[":
        return f"[{name}]"
    return name if re.fullmatch(r"[a-z_][a-z0-9_]*", name) else '"' + name.replace('"', '""') + '"'
