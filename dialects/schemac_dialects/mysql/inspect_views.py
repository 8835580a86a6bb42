"""Views and sequences as the catalogue prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from schemac.model.objects import Sequence as NumberSequence
from schemac.model.objects import View, Words
from schemac.session import Session
from schemac_dialects.mysql.quoting import literal, quote
from schemac_dialects.mysql.reading import PIECE, ColumnRow, TableRow, ViewRow, text
from schemac_dialects.mysql.show import show_each

_NAME = r"`(?:[^`]|``)*`"
_SHOWN = re.compile(rf"CREATE ALGORITHM=(\w+) .*? VIEW (?:{_NAME}\.)?{_NAME}(?: \((?:{_NAME},?)*\))? AS (.*)\Z", re.DOTALL)
_INTRODUCER = re.compile(r"(?<![\w'`])_utf8mb4\s*(?=')")


def as_shown(session: Session, rows: Sequence[ViewRow]) -> list[ViewRow]:
    """Return the views with their queries to the letter, and with their algorithms; the catalogue leaves out the character sets of texts.

    They are asked for in one message. Raises DatabaseError.
    """
    statements = show_each(session, [f"SHOW CREATE VIEW {quote(row.name)}" for row in rows], 1)
    return [_told(row, statement.decode("utf-8", "replace")) for row, statement in zip(rows, statements, strict=True)]


def _told(row: ViewRow, statement: str) -> ViewRow:
    """Return a view as its statement says it; one that may not be shown stays as the catalogue has it."""
    found = _SHOWN.match(statement)
    if found is None:
        return row._replace(algorithm=row.algorithm or "undefined")
    sql = found[2]
    if row.check_option != "NONE":
        sql = sql.removesuffix(f" WITH {row.check_option} CHECK OPTION")
    return row._replace(sql=_INTRODUCER.sub("", sql), algorithm=found[1])


def read_views(rows: Sequence[ViewRow], columns: Mapping[str, Sequence[ColumnRow]], database: str) -> list[View]:
    """Return the views, their queries without the name of their own database."""
    made = []
    for row in rows:
        sql = without_database(row.sql, database)
        names = tuple(column.name for column in columns.get(row.name, []))
        options: Words = {}
        if row.algorithm.lower() != "undefined":
            options["algorithm"] = row.algorithm.lower()
        if row.security.lower() != "definer":
            options["security"] = row.security.lower()
        if row.charset:
            options |= {"charset": row.charset, "collation": row.collation}
        made.append(
            View(
                name=row.name,
                sql=sql,
                columns=() if output_names(sql) == names else names,
                check_option="" if row.check_option == "NONE" else row.check_option.lower(),
                options=options,
            )
        )
    return made


def without_database(sql: str, database: str) -> str:
    """Return a query as the catalogue prints it without its own database before the names of tables.

    Where the database's name is also an alias, `name`.`column` keeps it: only a name of three parts, or one that follows FROM or JOIN, is
    surely qualified.
    """
    own = f"`{database.replace('`', '``')}`"
    parts = PIECE.findall(sql)
    aliased = any(part == own and parts[at + 1 : at + 2] != ["."] for at, part in enumerate(parts))
    kept: list[str] = []
    at = 0
    while at < len(parts):
        chain = _chain(parts, at)
        if parts[at] == own and chain > 1 and (chain > 2 or not aliased or _opens_table(parts, at)):
            at, chain = at + 2, chain - 1
        size = max(1, chain * 2 - 1)
        kept += parts[at : at + size]
        at += size
    return "".join(kept)


def _chain(parts: Sequence[str], at: int) -> int:
    """Return of how many quoted names joined by dots a name consists that begins here; none where there is no name."""
    if not parts[at].startswith("`"):
        return 0
    count = 1
    while parts[at + 1 : at + 2] == ["."] and at + 2 < len(parts) and parts[at + 2].startswith("`"):
        count, at = count + 1, at + 2
    return count


def _opens_table(parts: Sequence[str], at: int) -> bool:
    """Tell whether the word before a name says that a table follows."""
    before = [part.lower() for part in parts[max(0, at - 6) : at] if not part.isspace() and part != "("]
    return bool(before) and before[-1] in {"from", "join", "straight_join"}


def output_names(sql: str) -> tuple[str, ...]:
    """Return the names that a query of the catalogue gives to its columns, as its aliases say."""
    names: list[str] = []
    depth = 0
    parts = [part for part in PIECE.findall(sql) if not part.isspace()]
    for at, part in enumerate(parts):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if depth == 0 and part == "from":
            break
        follower = parts[at + 2] if at + 2 < len(parts) else ","
        if depth == 0 and part == "AS" and follower in {",", "from", "union", "limit", "where"}:
            names.append(parts[at + 1][1:-1].replace("``", "`"))
    return tuple(names)


def read_sequences(session: Session, found: Sequence[TableRow], engine: str) -> list[NumberSequence]:
    """Return the sequences that are kept in those tables, all of them in one query. engine: the one that the server gives by itself."""
    if not found:
        return []
    rows = {row.name: row for row in found}
    each = (
        f"SELECT {literal(name)}, start_value, increment, minimum_value, maximum_value, cache_size, cycle_option FROM {quote(name)}"
        for name in rows
    )
    made = []
    for name, start, increment, minimum, maximum, cache, cycle in session.query(" UNION ALL ".join(each)):
        made.append(
            NumberSequence(
                name=text(name),
                comment=rows[text(name)].comment or None,
                options=_sequence_options(rows[text(name)].engine, engine),
                start=int(start),
                increment=int(increment),
                minimum=int(minimum),
                maximum=int(maximum),
                cache=int(cache),
                cycle=bool(cycle),
            )
        )
    return made


def _sequence_options(engine: str | None, usual: str) -> Words:
    """Return the native words of a sequence that its server does not give by itself."""
    return {"engine": engine} if engine and engine.lower() != usual.lower() else {}
