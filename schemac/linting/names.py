"""NM101 to NM106, NM109: names against the project's patterns, and words that SQL keeps for itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from schemac.dialect.rules import Deed, Found
from schemac.linting.designed import Designed, Options, columns_of, design, table_of
from schemac.model.change import part_ref
from schemac.model.plan import Severity
from schemac.model.tables import Check, ForeignKey, Index, Part, PrimaryKey, Unique

_RESERVED = frozenset(
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_date "
    "current_time "
    "current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having "
    "in "
    "index initially intersect interval into is join key lateral leading left like limit localtime localtimestamp "
    "natural not null offset on "
    "only or order placing primary references returning right row rows select session_user some symmetric table then to "
    "trailing true union "
    "unique user using variadic when where window with".split()
)


def _fits(name: str, options: Options, **words: str) -> bool:
    pattern = str(options["pattern"])
    for word, value in words.items():
        pattern = pattern.replace("{" + word + "}", re.escape(value))
    longest = int(options.get("longest", 0))
    return re.fullmatch(pattern, name) is not None and (not longest or len(name) <= longest)


def tables(deed: Deed, options: Options) -> Iterator[Found]:
    """Find tables whose names are not as the project wants."""
    table = table_of(deed)
    if table is not None and not _fits(table.name, options):
        yield Found(f"table {table.full_name} is not named like {options['pattern']}")


def columns(deed: Deed, options: Options) -> Iterator[Found]:
    """Find columns whose names are not as the project wants."""
    for ref, column in columns_of(deed):
        if not _fits(column.name, options):
            yield Found(f"column {ref.path} is not named like {options['pattern']}", ref=ref)


def _parts(kind: type[Part]) -> Callable[[Deed, Options], Iterator[Found]]:
    def check(deed: Deed, options: Options) -> Iterator[Found]:
        table = table_of(deed)
        for part in (*table.constraints, *table.indexes) if table is not None else ():
            if table is None or not isinstance(part, kind) or not part.name:
                continue
            joined = "_".join(getattr(part, "columns", None) or [key.column for key in getattr(part, "keys", ())])
            if not _fits(part.name, options, table=table.name, columns=joined):
                yield Found(
                    f"{part.kind} {part.name} of {table.full_name} is not named like {options['pattern']}", ref=part_ref(table, part)
                )

    return check


def reserved(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - the shape of every rule
    """Find names that have to be quoted wherever they are used."""
    table = table_of(deed)
    if table is not None and table.name.lower() in _RESERVED:
        yield Found(f"table {table.full_name} is a word that SQL keeps for itself")
    for ref, column in columns_of(deed):
        if column.name.lower() in _RESERVED:
            yield Found(f"column {ref.path} is a word that SQL keeps for itself", ref=ref)


def _naming(code: str, kind: str, check: Callable[[Deed, Options], Iterator[Found]], pattern: str = ".*") -> Designed:
    about = design(
        code,
        f"{kind}-name",
        f"the name of a {kind.replace('-', ' ')} that does not fit the project's pattern",
        "The project says so; the pattern is a regular expression, in which {table} and {columns} stand for names.",
        "another name, with `renamed_from`",
        optional=True,
    )
    return Designed(about, check, {"pattern": pattern})


NAMES = (
    _naming("NM102", "table", tables, "[a-z][a-z0-9_]*"),
    _naming("NM103", "column", columns, "[a-z][a-z0-9_]*"),
    _naming("NM104", "index", _parts(Index)),
    _naming("NM105", "foreign-key", _parts(ForeignKey)),
    _naming("NM106", "check", _parts(Check)),
    _naming("NM110", "primary-key", _parts(PrimaryKey)),
    _naming("NM111", "unique-key", _parts(Unique)),
    Designed(
        design(
            "NM109",
            "reserved-word",
            "a table or column named like a word of SQL",
            "It has to be quoted wherever it is used.",
            "another name",
            Severity.NOTE,
            page="sql-keywords-appendix.html",
        ),
        reserved,
    ),
)
