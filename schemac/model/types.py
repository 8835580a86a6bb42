"""Types as a definition writes them: read once into a value, with the synonyms of all engines brought to one name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

SYNONYMS = {
    "int": "integer",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "int16": "smallint",
    "int32": "integer",
    "int64": "bigint",
    "long": "bigint",
    "dec": "numeric",
    "decimal": "numeric",
    "number": "numeric",
    "float4": "real",
    "float8": "double",
    "float": "double",
    "double precision": "double",
    "bool": "boolean",
    "character": "char",
    "bpchar": "char",
    "character varying": "varchar",
    "char varying": "varchar",
    "nvarchar": "varchar",
    "nvarchar2": "varchar",
    "varchar2": "varchar",
    "nchar": "char",
    "national character": "char",
    "national character varying": "varchar",
    "string": "text",
    "clob": "text",
    "bytea": "blob",
    "bytes": "blob",
    "binary varying": "varbinary",
    "datetime": "timestamp",
    "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
    "time with time zone": "timetz",
    "bit varying": "varbit",
    "serial4": "serial",
    "serial8": "bigserial",
    "serial2": "smallserial",
    "guid": "uuid",
    "uniqueidentifier": "uuid",
}
"""Other engines' names for the types of this language; names that mean one thing only."""

INTEGERS = frozenset({"tinyint", "smallint", "mediumint", "integer", "bigint", "serial", "bigserial", "smallserial"})
NUMBERS = INTEGERS | {"numeric", "real", "double", "money"}
TEXTS = frozenset({"char", "varchar", "text", "citext", "tinytext", "mediumtext", "longtext", "name", "enum", "set"})
TIMES = frozenset({"date", "time", "timetz", "timestamp", "timestamptz", "interval", "year"})

_WORD = r"[^\W\d][\w$]*"
_WORDS = rf"{_WORD}(?:\.{_WORD})?"
_QUOTED = r'"(?:[^"]|"")+"'
_TYPE = re.compile(
    rf"""\s*(?P<name>{_QUOTED}(?:\.(?:{_QUOTED}|{_WORD}))?|{_WORD}\.{_QUOTED}|{_WORDS}(?:\s+{_WORDS})*)
    \s*(?:\((?P<arguments>(?:[^()']|'(?:[^']|'')*')*)\))?
    \s*(?P<suffix>{_WORDS}(?:\s+{_WORDS})*)?
    \s*(?P<array>(?:\[\s*\d*\s*\]\s*)*)\Z""",
    re.VERBOSE,
)
_ARGUMENT = re.compile(r"\s*('(?:[^']|'')*'|[^,']+?)\s*(?:,|\Z)")


class Type(NamedTuple):
    """A type: its name in this language (or as written, if it is none of its own), arguments, trailing words, array dimensions.

    `timestamp(3) with time zone[]` is `Type("timestamptz", ("3",), (), 1)`; `int unsigned` is `Type("integer", (), ("unsigned",), 0)`.
    """

    name: str
    arguments: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    dimensions: int = 0

    @property
    def element(self) -> Type:
        """The type of an array's elements; the type itself where it is no array."""
        return self._replace(dimensions=0)

    @property
    def is_text(self) -> bool:
        """Whether its values are text, so that a plain default is a literal."""
        return self.name in TEXTS and not self.dimensions


@lru_cache(maxsize=16384)
def parse_type(text: str) -> Type:
    """Return the type that `text` spells. Raises ValueError where it is not the spelling of a type.

    Names keep their case when quoted and are lower case otherwise; a name this language does not know is kept, because it may be an
    enum, a domain or a native type.
    """
    match = _TYPE.match(text)
    if not match:
        raise ValueError(text)
    name = match["name"]
    if '"' not in name:
        name = " ".join(name.lower().split())
    arguments = tuple(found[1] for found in _ARGUMENT.finditer(match["arguments"] or ""))
    suffix = tuple((match["suffix"] or "").lower().split())
    name, suffix = _fold(name, suffix)
    dimensions = match["array"].count("[")
    return Type(name, arguments, suffix, dimensions)


def _fold(name: str, suffix: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return name and trailing words with zone words taken into the name and synonyms resolved."""
    words = name.split(" ")
    while len(words) > 1 and words[-1] in {"unsigned", "signed", "zerofill"}:
        suffix = (words.pop(), *suffix)
    name = " ".join(words)
    zone = " ".join(suffix)
    if zone in {"with time zone", "without time zone", "varying"}:
        name, suffix = f"{name} {zone}", ()
    suffix = tuple(word for word in suffix if word != "signed")
    return SYNONYMS.get(name, name), suffix
