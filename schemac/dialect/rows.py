"""Live rows beside those of a definition, compared by the server itself: what the definition says becomes values of its columns first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from schemac.dialect.record import Dialect
from schemac.dialect.row_words import RowWords
from schemac.dialect.values import written_value
from schemac.errors import DatabaseError
from schemac.model.names import Name
from schemac.model.rows import Row, Rows, Value
from schemac.model.tables import Table
from schemac.session import Session

_NUMBER = "_schemac_number"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Beside:
    """The rows of a definition and the live table that they are to be in.

    live: the table as it is now. names: the live names of those columns that are there. loose: columns whose type is about to change, so
    that what the definition says may be no value of theirs yet: these are compared as texts.
    """

    rows: Rows
    live: Table
    names: Mapping[str, str]
    loose: frozenset[str]


def live_rows(session: Session, beside: Beside, dialect: Dialect, words: RowWords) -> Rows:
    """Return the live rows of those that a definition has, and any others where it is exact; equal values are the definition's own.

    Takes a temporary table, a query, and as many insertions as the rows need. Raises DatabaseError.
    """
    there = [column for column in beside.rows.columns if column in beside.names]
    if not set(beside.rows.key) <= set(there) or not (beside.rows.values or beside.rows.exact):
        return _Comparing(session, beside, dialect, words, there).made(())
    with session.undone():
        try:
            with session.transaction():
                return _Comparing(session, beside, dialect, words, there).found()
        except DatabaseError:
            # something is no value of its column: as a text it differs, and the server says why when it is to be written
            every = Beside(beside.rows, beside.live, beside.names, frozenset(there))
            return _Comparing(session, every, dialect, words, there).found()


@dataclass(frozen=True, slots=True)
class _Comparing:
    """One table's rows compared."""

    session: Session
    beside: Beside
    dialect: Dialect
    words: RowWords
    columns: Sequence[str]

    def found(self) -> Rows:
        with self._filled():
            return self.made(self._rows())

    def made(self, values: Sequence[Row]) -> Rows:
        """Return rows with the live names of table and columns."""
        rows, live, names = self.beside.rows, self.beside.live, self.beside.names
        return Rows(
            name=live.name,
            namespace=live.namespace,
            columns=tuple(names[column] for column in self.columns),
            key=tuple(names.get(column, column) for column in rows.key),
            values=tuple(values),
            exact=rows.exact,
        )

    @contextmanager
    def _filled(self) -> Iterator[None]:
        """Hold the definition's rows in a temporary table."""
        quote, table = self.dialect.quote, self.beside.live.full_name
        columns = [f"{self.words.number} AS {_NUMBER}"]
        for column in self.columns:
            source = self.words.text if column in self.beside.loose else f"l.{quote(self.beside.names[column])}"
            columns.append(f"{source} AS {quote(column)}")
        self.session.execute(self.words.create.format(columns=", ".join(columns), table=_qualified(table, quote)))
        try:
            rows = [f"({at}, {', '.join(self._written(row))})" for at, row in enumerate(self.beside.rows.values)]
            for start in range(0, len(rows), _BATCH):
                self.session.execute(f"INSERT INTO {self.words.name} VALUES {', '.join(rows[start : start + _BATCH])}")
            yield
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Take the temporary table away; where a statement has failed, some servers do so by themselves, and refuse to hear of it."""
        try:
            self.session.execute(self.words.drop)
        except DatabaseError:
            return

    def _written(self, row: Row) -> Iterator[str]:
        rows = self.beside.rows
        for column in self.columns:
            value = rows.cell(row, column)
            if value is None or value.settled:
                yield "NULL"
            elif column in self.beside.loose:
                yield self.dialect.literal(value.text)
            else:
                yield written_value(self.dialect, value, self._type(column))

    def _type(self, column: str) -> str:
        found = self.beside.live.column(self.beside.names[column])
        return found.type if found is not None else ""

    def _shown(self, column: str) -> str:
        return self.words.shown(f"l.{self.dialect.quote(self.beside.names[column])}", self._type(column))

    def _same(self, column: str) -> str:
        """Return the condition that the live value of a column is the one that is said."""
        quote = self.dialect.quote
        said, live = f"w.{quote(column)}", f"l.{quote(self.beside.names[column])}"
        if column in self.beside.loose:
            live = self.words.shown(live, self._type(column))
            return f"(({live} = {said} AND {live} IS NOT NULL AND {said} IS NOT NULL) OR ({live} IS NULL AND {said} IS NULL))"
        return self.words.same(live, said, self._type(column))

    def _matching(self) -> str:
        """Return the condition that a live row and one that is said have the same key."""
        quote, conditions = self.dialect.quote, []
        for column in self.beside.rows.key:
            live = f"l.{quote(self.beside.names[column])}"
            live = self.words.shown(live, self._type(column)) if column in self.beside.loose else live
            conditions.append(f"{live} = w.{quote(column)}")
        return " AND ".join(conditions)

    def _rows(self) -> list[Row]:
        """Return the live rows: where something differs the live value, elsewhere the definition's."""
        rows, quote = self.beside.rows, self.dialect.quote
        table = _qualified(self.beside.live.full_name, quote)
        lacking = f"l.{quote(self.beside.names[rows.key[0]])} IS NULL"
        compared = [column for column in self.columns if column not in rows.key]
        flags = [f"CASE WHEN {self._same(column)} THEN 1 ELSE 0 END" for column in compared]
        picked = ", ".join([f"w.{_NUMBER}", f"CASE WHEN {lacking} THEN 1 ELSE 0 END", *flags, *map(self._shown, compared)])
        differing = " OR ".join([lacking, *(f"NOT ({self._same(column)})" for column in compared)])
        sql = f"SELECT {picked} FROM {self.words.name} w LEFT JOIN {table} l ON {self._matching()} WHERE {differing}"
        answers = {int(answer[0]): answer[1:] for answer in self.session.query(sql)}
        made: list[Row] = []
        for at, row in enumerate(rows.values):
            if at not in answers:
                made.append(tuple(rows.cell(row, column) for column in self.columns))
            elif not answers[at][0]:
                made.append(tuple(self._differing(row, compared, answers[at][1:])))
        return made + (self._others(table) if rows.exact else [])

    def _differing(self, row: Row, compared: Sequence[str], answer: Sequence[object]) -> Iterator[Value | None]:
        """Go through the values of a live row in which something differs."""
        for column in self.columns:
            said = self.beside.rows.cell(row, column)
            at = compared.index(column) if column in compared else -1
            if at < 0 or answer[at] or (said is not None and said.settled):
                yield said
            else:
                yield self.words.read(answer[len(compared) + at], self._type(column))

    def _others(self, table: str) -> list[Row]:
        """Return the live rows that the definition has not, in the order of their keys."""
        keys = ", ".join(f"l.{self.dialect.quote(self.beside.names[column])}" for column in self.beside.rows.key)
        unsaid = f"NOT EXISTS (SELECT 1 FROM {self.words.name} w WHERE {self._matching()})"
        sql = f"SELECT {', '.join(map(self._shown, self.columns))} FROM {table} l WHERE {unsaid} ORDER BY {keys}"
        return [_read(answer, self.columns, self._type, self.words) for answer in self.session.query(sql)]


def all_rows(session: Session, table: Table, key: Sequence[str], dialect: Dialect, words: RowWords) -> Rows:
    """Return every row of a live table, in the order of the key. Raises DatabaseError."""
    types = {column.name: column.type for column in table.columns if column.generated is None}
    shown = ", ".join(words.shown(f"l.{dialect.quote(column)}", native) for column, native in types.items())
    keys = ", ".join(f"l.{dialect.quote(column)}" for column in key)
    found = session.query(f"SELECT {shown} FROM {_qualified(table.full_name, dialect.quote)} l ORDER BY {keys}")
    values = tuple(_read(answer, tuple(types), types.__getitem__, words) for answer in found)
    return Rows(name=table.name, namespace=table.namespace, columns=tuple(types), key=tuple(key), values=values)


def _read(answer: Sequence[object], columns: Sequence[str], type_of: Callable[[str], str], words: RowWords) -> Row:
    return tuple(words.read(found, type_of(column)) for found, column in zip(answer, columns, strict=True))


def _qualified(name: Name, quote: Callable[[str], str]) -> str:
    return f"{quote(name.namespace)}.{quote(name.name)}" if name.namespace else quote(name.name)
