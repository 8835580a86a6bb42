"""DL202 to DL213: types that are regretted later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from schemac.dialect.rules import Deed, Found
from schemac.linting.designed import Designed, Options, columns_of, design
from schemac.linting.kinds import kind_of
from schemac.model.plan import Severity
from schemac.model.types import Type

_MONEY = re.compile(r"(?:^|_)(?:price|amount|total|cost|fee|balance|salary|tax)(?:_|$)", re.IGNORECASE)


def _typed(what: str, matches: Callable[[Type], bool]) -> Callable[[Deed, Options], Iterator[Found]]:
    def check(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - the shape of every rule
        for ref, column in columns_of(deed):
            if matches(kind_of(column.type)):
                yield Found(f"column {ref.path} is {column.type}: {what}", ref=ref)

    return check


def float_money(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find sums of money that are kept in binary fractions."""
    for ref, column in columns_of(deed):
        if kind_of(column.type).name in {"real", "double"} and _MONEY.search(column.name):
            yield Found(f"column {ref.path} looks like money and is {column.type}, which cannot hold a cent exactly", ref=ref)


def denied(deed: Deed, options: Options) -> Iterator[Found]:
    """Find types that the project does not want."""
    unwanted = {kind_of(str(each)).name for each in options.get("types", ())}
    for ref, column in columns_of(deed):
        if kind_of(column.type).name in unwanted:
            yield Found(f"column {ref.path} is {column.type}, which this project does not use", ref=ref)


def too_long(deed: Deed, options: Options) -> Iterator[Found]:
    """Find char and varchar that are longer than the project wants."""
    for ref, column in columns_of(deed):
        kind = kind_of(column.type)
        size = int(kind.arguments[0]) if kind.arguments and kind.arguments[0].isdigit() else 1 if kind.name == "char" else 0
        if kind.name in options.get("of", ("char", "varchar")) and size > int(options["most"]):
            yield Found(f"column {ref.path} is {column.type}, longer than {options['most']}", ref=ref)


TYPES = (
    Designed(
        design(
            "DL202",
            "integer",
            "an integer of 32 bits",
            "It runs out at 2,147,483,647.",
            "bigint",
            page="datatype-numeric.html",
            optional=True,
        ),
        _typed("it runs out at 2,147,483,647", lambda kind: kind.name in {"integer", "serial"}),
    ),
    Designed(
        design(
            "DL203", "smallint", "an integer of 16 bits", "It runs out at 32,767.", "bigint", page="datatype-numeric.html", optional=True
        ),
        _typed("it runs out at 32,767", lambda kind: kind.name in {"smallint", "smallserial"}),
    ),
    Designed(
        design(
            "DL205",
            "char",
            "char(n)",
            "It pads with blanks, which comparisons and lengths treat in surprising ways, and saves nothing.",
            "text or varchar",
            page="datatype-character.html",
        ),
        _typed("it pads with blanks", lambda kind: kind.name == "char"),
    ),
    Designed(
        design(
            "DL206",
            "varchar-limit",
            "varchar with a limit",
            "Another limit is another ALTER TABLE; a check can be changed without a scan under lock.",
            "text, with a check on its length if there must be a limit",
            page="datatype-character.html",
            optional=True,
        ),
        _typed("a check is easier to change than a limit", lambda kind: kind.name == "varchar" and bool(kind.arguments)),
    ),
    Designed(
        design(
            "DL207",
            "timestamp-without-zone",
            "a timestamp without a time zone",
            "It does not say which instant is meant; sessions of other zones read it otherwise.",
            "timestamptz",
            page="datatype-datetime.html",
        ),
        _typed("which instant is meant is not said", lambda kind: kind.name == "timestamp"),
    ),
    Designed(
        design(
            "DL208",
            "json",
            "json where jsonb exists",
            "json has no equality and no index.",
            "jsonb",
            Severity.NOTE,
            page="datatype-json.html",
        ),
        _typed("it has no equality and no index", lambda kind: kind.name == "json"),
    ),
    Designed(
        design(
            "DL209",
            "money",
            "the type money",
            "Its fractional digits and its text depend on a setting of the server.",
            "numeric, with the currency beside it",
            page="datatype-money.html",
        ),
        _typed("its digits depend on a setting of the server", lambda kind: kind.name == "money"),
    ),
    Designed(
        design("DL211", "float-money", "money in real or double", "Sums are off by cents.", "numeric", page="datatype-numeric.html"),
        float_money,
    ),
    Designed(
        design(
            "DL213", "type-denied", "a type on the project's list of unwanted types", "The project says so.", "another type", optional=True
        ),
        denied,
        {"types": ()},
    ),
    Designed(
        design("DL214", "text-too-long", "char or varchar longer than the project wants", "The project says so.", "text", optional=True),
        too_long,
        {"most": 1000},
    ),
)
