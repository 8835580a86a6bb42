"""How InnoDB makes each change of a table: at once in the catalogue, beside readers and writers, or while these wait.

Every line was tried on MariaDB 10.11 and MySQL 9.7 (`tests/live/mysql/test_mysql_ways.py` does it again); what was not is held to copy.
Sources: https://dev.mysql.com/doc/refman/en/innodb-online-ddl-operations.html, https://mariadb.com/kb/en/innodb-online-ddl-overview/
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from schemac.dialect import Capabilities
from schemac.model.change import Change, Verb
from schemac.model.tables import Check, Column, ForeignKey, Index, PrimaryKey, Table, Unique
from schemac_dialects.mysql.charsets import charset_of
from schemac_dialects.mysql.growth import grows, keeps_its_head, lengthens


class Way(IntEnum):
    """Ways in the order of their weight.

    instant: the catalogue alone. noted: the catalogue alone too, but the server calls it in place. built: an index is built beside readers
    and writers, the rows stay where they are. rebuilt: the rows are written anew beside readers and writers. shared: writers wait while it
    is built. copied: writers wait while the rows are copied.
    """

    INSTANT = 0
    NOTED = 1
    BUILT = 2
    REBUILT = 3
    SHARED = 4
    COPIED = 5


class Server(NamedTuple):
    """What a server is, as far as it matters here: which of the two, and whether it is new enough to add and drop columns at once."""

    mariadb: bool
    instant: bool


_INSTANT_SINCE = {True: (10, 4), False: (8, 0, 29)}
_LIGHT = frozenset(
    {
        "avg_row_length",
        "checksum",
        "compression",
        "autoextend_size",
        "delay_key_write",
        "max_rows",
        "min_rows",
        "pack_keys",
        "secondary_engine",
        "stats_auto_recalc",
        "stats_persistent",
        "stats_sample_pages",
    }
)
"""Words of a table that only the catalogue, or rows to come, take note of."""
_HEAVY = frozenset({"row_format", "key_block_size", "page_compressed", "page_compression_level"})
"""Words of a table for which its rows are written anew."""


def server_of(can: Capabilities) -> Server:
    """Return what the server is: of the two only MariaDB has sequences."""
    mariadb = "sequence" in can.kinds
    return Server(mariadb, instant=can.version >= _INSTANT_SINCE[mariadb])


def assertion(way: Way, server: Server) -> str:
    """Return the words with which a statement is made in this way or refused; what copies at least lets readers go on."""
    match way:
        case Way.INSTANT if server.instant:
            return "ALGORITHM=INSTANT"
        case Way.NOTED | Way.BUILT if server.mariadb and server.instant:
            return "ALGORITHM=NOCOPY, LOCK=NONE"
        case Way.INSTANT | Way.NOTED | Way.BUILT | Way.REBUILT:
            return "ALGORITHM=INPLACE, LOCK=NONE"
        case Way.SHARED:
            return "ALGORITHM=INPLACE, LOCK=SHARED"
        case _:
            return "LOCK=SHARED"


def way_of(change: Change, can: Capabilities) -> Way:
    """Return the way of one change of a table."""
    return max(_ways(change, server_of(can)), default=Way.INSTANT)


def _ways(change: Change, server: Server) -> Iterator[Way]:
    """Go through the ways of all that one change touches."""
    subject, table = change.subject, _Around(change.table_before, server)
    noted = Way.INSTANT if server.mariadb else Way.NOTED
    match change.verb, subject:
        case Verb.ADD, PrimaryKey():
            yield table.rebuilt()
        case Verb.DROP, PrimaryKey():
            yield Way.COPIED
        case Verb.DROP, Unique() | Index():
            yield Way.NOTED
        case Verb.ADD, Unique():
            yield Way.BUILT
        case Verb.ADD, Index():
            computed = any(key.sql for key in subject.keys)
            yield Way.SHARED if computed or subject.method in {"fulltext", "spatial"} else Way.BUILT
        case Verb.ADD, Check():
            yield Way.COPIED if subject.enforced else Way.INSTANT
        case Verb.ADD, ForeignKey():
            yield Way.COPIED
        case Verb.DROP, ForeignKey():
            yield noted
        case Verb.ALTER | Verb.RENAME, Unique() | Index():
            yield noted
        case Verb.ADD, Column():
            yield _added(subject, table, placed=_placed(change))
        case Verb.DROP, Column():
            yield table.dropped(subject)
        case Verb.ALTER, Column():
            yield from _altered(change, table)
        case Verb.ALTER, Table():
            yield from _options(change, table, noted)
        case _:
            yield Way.INSTANT


class _Around(NamedTuple):
    """The table of a change as it stands before."""

    table: Table | None
    server: Server

    def has(self, method: str) -> bool:
        """Tell whether the table has an index of that method."""
        return self.table is not None and any(index.method == method for index in self.table.indexes)

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table.columns if self.table is not None else ()

    @property
    def virtual(self) -> bool:
        """Whether a column is computed each time it is read."""
        return any(is_virtual(column) for column in self.columns)

    def indexed(self, name: str) -> bool:
        """Tell whether an index or a key holds a column."""
        if self.table is None:
            return True
        keys = (part.columns for part in self.table.constraints if isinstance(part, PrimaryKey | Unique | ForeignKey))
        return any(name in columns for columns in keys) or any(key.column == name for index in self.table.indexes for key in index.keys)

    @property
    def virtual_indexed(self) -> bool:
        return any(is_virtual(column) and self.indexed(column.name) for column in self.columns)

    def reshaped(self) -> Way:
        """Return the way in which a plain column is added or dropped."""
        if self.has("fulltext"):
            return Way.SHARED if self.server.mariadb else Way.COPIED
        if self.server.mariadb and self.virtual_indexed:
            return Way.SHARED
        compressed = self.table is not None and str(self.table.options.get("row_format", "")).lower() == "compressed"
        return Way.REBUILT if compressed or not self.server.instant else Way.INSTANT

    def rebuilt(self) -> Way:
        """Return the way in which all rows are written anew in place."""
        if self.has("fulltext"):
            return Way.SHARED if self.server.mariadb else Way.COPIED
        return Way.SHARED if self.has("spatial") or (self.server.mariadb and self.virtual_indexed) else Way.REBUILT

    def dropped(self, column: Column) -> Way:
        """Return the way in which a column is dropped."""
        if is_virtual(column):
            return Way.NOTED if self.indexed(column.name) else Way.INSTANT
        if self.server.mariadb and self.virtual:
            behind = self.columns[-1:] == (column,) or not any(map(is_virtual, self.columns[self.columns.index(column) :]))
            return max(self.reshaped(), Way.COPIED if self.virtual_indexed or not behind else Way.INSTANT)
        return self.reshaped()


def is_virtual(column: Column) -> bool:
    """Tell whether a column is computed and not stored."""
    return column.generated is not None and not column.generated.stored


def _placed(change: Change) -> bool:
    """Tell whether a new column stands before one that is there already."""
    if change.table_before is None or change.table_after is None:
        return False
    names = [column.name for column in change.table_after.columns]
    behind = names[names.index(change.subject.name) + 1 :] if change.subject.name in names else []
    return any(change.table_before.column(name) for name in behind)


def _added(column: Column, table: _Around, *, placed: bool) -> Way:
    """Return the way of a new column."""
    if column.identity is not None:
        return Way.SHARED
    if column.generated is not None:
        return Way.COPIED if column.generated.stored or (placed and table.virtual) else Way.INSTANT
    if column.default is not None and column.default.endswith(")") and not column.default.lower().startswith("current_timestamp"):
        return Way.COPIED
    if placed and table.virtual and table.server.mariadb:
        return Way.COPIED
    return table.reshaped()


def _altered(change: Change, table: _Around) -> Iterator[Way]:
    """Go through the ways of each changed attribute of a column."""
    before, after = change.before, change.after
    if not isinstance(before, Column) or not isinstance(after, Column):
        return
    for aspect in change.aspects:
        match aspect:
            case "type":
                yield _retyped(before, after, table.server)
            case "collation":
                yield _recollated(before, after, table)
            case "generated" | "identity":
                yield Way.COPIED
            case "nullable":
                strict = table.server.mariadb and not after.nullable and (table.virtual_indexed or any(c.generated for c in table.columns))
                yield Way.COPIED if strict else table.rebuilt()
            case "position":
                yield _moved(table)
            case "options":
                yield Way.INSTANT if _unseen(before, after) else Way.COPIED
            case _:
                yield Way.INSTANT


def _moved(table: _Around) -> Way:
    """Return the way in which a column takes another place."""
    if not table.server.mariadb:
        return table.rebuilt()
    return Way.COPIED if any(column.generated for column in table.columns) else table.reshaped()


def _unseen(before: Column, after: Column) -> bool:
    """Tell whether only such words of a column differ as rows know nothing of."""
    words = {word for word in {*before.options, *after.options} if before.options.get(word) != after.options.get(word)}
    return words <= {"invisible", "on_update"}


def _retyped(before: Column, after: Column, server: Server) -> Way:
    """Return the way of another type: rows lie as they are where a list of labels or a text only grows."""
    if lengthens(before.type, after.type):
        if server.mariadb:
            return Way.INSTANT if grows(before.type, after.type) or keeps_its_head(before.type, after.type) else Way.COPIED
        return Way.NOTED if grows(before.type, after.type) else Way.COPIED
    return Way.INSTANT if grows(before.type, after.type) else Way.COPIED


def _recollated(before: Column, after: Column, table: _Around) -> Way:
    """Return the way of another collation: that of the same character set sorts indexes anew, and no more."""
    same = before.collation and after.collation and charset_of(before.collation) == charset_of(after.collation)
    if not same or before.type != after.type:
        return Way.COPIED
    if table.indexed(after.name):
        return Way.BUILT if table.server.mariadb else Way.COPIED
    return Way.INSTANT if table.server.mariadb else Way.NOTED


def _options(change: Change, table: _Around, noted: Way) -> Iterator[Way]:
    """Go through the ways of a table's own words."""
    yield noted
    before, after = change.before, change.after
    if not isinstance(before, Table) or not isinstance(after, Table) or "options" not in change.aspects:
        return
    around = _Around(before, table.server)
    for word in {word for word in {*before.options, *after.options} if before.options.get(word) != after.options.get(word)}:
        yield noted if word in _LIGHT else around.rebuilt() if word in _HEAVY else Way.COPIED
