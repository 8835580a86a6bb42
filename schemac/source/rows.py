"""Builds the rows of a table: reference data, told apart by a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schemac.model.names import Ref
from schemac.model.rows import UNSAID, Row, Rows, Value
from schemac.model.tables import Column, PrimaryKey, Table, Unique
from schemac.source.building import Building
from schemac.source.constraints import columns_of
from schemac.source.document import Holder
from schemac.source.row_values import row_value

_KEY, _ROW = "SC221", "SC222"
_COUNTERS = frozenset({"serial", "bigserial", "smallserial"})


def build_rows(build: Building) -> None:
    """Add the rows of the tables of the document at hand, once all tables are whole."""
    for text, spec, holder, key in build.entries(build.document.data, "tables"):
        if not isinstance(spec, dict) or "rows" not in spec:
            continue
        name = build.object_name(text, holder, key)
        table = build.objects.get(Ref("table", *name)) if name is not None else None
        if isinstance(table, Table) and table.columns and table.full_name not in build.damaged:
            rows = _Building(build, table, spec["rows"], f"the rows of {table.full_name}").rows(spec)
            if rows is not None and build.add(rows, None, spec, "rows") and spec.get("managed") is False:
                build.unmanaged.add(rows.ref)


@dataclass(frozen=True, slots=True)
class _Building:
    """The rows of one table in the making."""

    build: Building
    table: Table
    words: dict[str, Any]
    subject: str

    def rows(self, spec: dict[str, Any]) -> Rows | None:
        """Return the rows, or None and what is wrong with them."""
        before = len(self.build.problems)
        columns = self._columns()
        key = self._key(spec, columns)
        if len(self.build.problems) > before:
            return None
        values: dict[Row, tuple[Row, int]] = {}
        written = self.words["values"]
        for at in range(len(written)):
            problems = len(self.build.problems)
            row = self._row(written, at, columns)
            if row is None or len(self.build.problems) > problems:
                continue
            found = tuple(row[columns.index(column)] for column in key)
            if found in values:
                first = values[found][1] + 1
                shown = ", ".join(value.text for value in found if value is not None)
                message = f"{self.subject} have the key {shown} twice: it is that of row {first} too"
                self.build.complain(_ROW, message, written, at, hint="keep one of the two")
            elif self._tells_apart(key, found, written, at):
                values[found] = (row, at)
        if len(self.build.problems) > before:
            return None
        table, made = self.table, tuple(row for row, _ in values.values())
        return Rows(name=table.name, namespace=table.namespace, columns=columns, key=key, values=made, exact=self.words.get("exact", False))

    def _tells_apart(self, key: Sequence[str], values: Row, written: list[Any], at: int) -> bool:
        for column, value in zip(key, values, strict=True):
            if value is None or value.settled:
                message = f"a row of {self.table.full_name} does not say {column}, by which rows are told apart"
                self.build.complain(_ROW, message, written, at, hint=f"give {column} a value that is no null and no expression")
                return False
        return True

    def _columns(self) -> tuple[str, ...]:
        """Return the columns that are said, in the order of the values."""
        if "columns" in self.words:
            return self._known(columns_of(self.build, self.words, "columns"), self.words["columns"])
        written = self.words["values"]
        usual = tuple(column.name for column in self.table.columns if column.generated is None)
        if any(isinstance(row, list) for row in written) or not written:
            return usual
        said = {name for row in written for name in row}
        return tuple(column for column in usual if column in said)

    def _known(self, names: tuple[str, ...], holder: Holder) -> tuple[str, ...]:
        """Return column names, having complained about those that the table cannot be given."""
        for at, name in enumerate(names):
            column = self.table.column(name)
            where = name if isinstance(holder, dict) else at
            if column is None:
                hint = f"its columns are {', '.join(each.name for each in self.table.columns)}"
                message = f"{self.subject} speak of {name}, which is no column of {self.table.full_name}"
                self.build.complain(_ROW, message, holder, where, hint=hint, at_key=isinstance(holder, dict))
            elif column.generated is not None:
                message = f"{self.table.full_name}.{name} is computed, and no row can give it"
                self.build.complain(_ROW, message, holder, where, hint="leave it out", at_key=isinstance(holder, dict))
            elif name in names[:at]:
                self.build.complain(_ROW, f"{self.subject} name {name} twice", holder, where, hint="keep one of the two")
        return names

    def _key(self, spec: dict[str, Any], columns: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns by which rows are told apart: those that are said, or those of the primary key."""
        primary = self.table.primary_key
        if "key" in self.words:
            given = self.words["key"]
            single = isinstance(given, str)
            key: tuple[str, ...]
            key = (self.build.part_name(given, self.words, "key", at_key=False),) if single else columns_of(self.build, self.words, "key")
            place: tuple[Holder, str] = (self.words, "key")
        elif primary is not None:
            key, place = primary.columns, (spec, "rows")
        else:
            hint = "give the table a primary key, or say `key:`, the columns of something unique"
            self.build.complain(_KEY, f"{self.subject} have no key: the table has no primary key", spec, "rows", hint=hint, at_key=True)
            return ()
        sets = _unique(self.table)
        if set(key) not in sets:
            known = "; ".join(", ".join(sorted(each)) for each in sets)
            hint = (
                f"unique here: {known}" if known else f"make it so: constraints: {{{self.table.name}_key: {{unique: [{', '.join(key)}]}}}}"
            )
            message = f"{', '.join(key)} cannot tell {self.subject} apart: no primary key and nothing unique is over exactly these columns"
            self.build.complain(_KEY, message, *place, hint=hint)
        elif not set(key) <= set(columns):
            left = ", ".join(column for column in key if column not in columns)
            self.build.complain(_KEY, f"{self.subject} do not say {left}, by which they are told apart", *place, hint="add it to each row")
        return key

    def _row(self, written: list[Any], at: int, columns: tuple[str, ...]) -> Row | None:
        """Return one row, or None and what is wrong with it."""
        given = written[at]
        if isinstance(given, list) and len(given) != len(columns):
            message = f"a row of {self.table.full_name} has {len(given)} values for {len(columns)} columns: {', '.join(columns)}"
            self.build.complain(_ROW, message, written, at, hint="write null for nothing, or name the columns with `columns: [...]`")
            return None
        if isinstance(given, dict):
            self._known(tuple(given), given)
            places: dict[str, str | int] = {name: name for name in given}
            strange = [name for name in given if name not in columns and "columns" in self.words and self.table.column(name) is not None]
            for name in strange:
                hint = "add it to `columns:`, or leave `columns:` out"
                message = f"{self.subject} say {name}, which is not among their columns"
                self.build.complain(_ROW, message, given, name, hint=hint, at_key=True)
        else:
            places = {column: index for index, column in enumerate(columns)}
        made: list[Value | None] = []
        for column in self.table.columns:
            before = len(self.build.problems)
            value = self._cell(given, places[column.name], column) if column.name in places else Value(UNSAID)
            wrong = len(self.build.problems) > before
            if not wrong and (value is None or (value.kind == UNSAID and not _fills_itself(column))) and not column.nullable:
                message = f"a row of {self.table.full_name} gives no value for {column.name}, which cannot be null"
                self.build.complain(
                    _ROW, message, written, at, hint=f"give {column.name} a value in each row, or give the column a default"
                )
            if column.name in columns:
                made.append(value)
        order = [column.name for column in self.table.columns if column.name in columns]
        return tuple(made[order.index(column)] for column in columns)

    def _cell(self, holder: Holder, key: str | int, column: Column) -> Value | None:
        known = self.build.types.read(column.type)
        return row_value(self.build, holder, key, known, f"{self.table.full_name}.{column.name}")


def _fills_itself(column: Column) -> bool:
    """Tell whether a column has a value of its own where a row says none."""
    counts = column.type.strip().lower() in _COUNTERS
    return column.default is not None or column.identity is not None or column.generated is not None or counts


def _unique(table: Table) -> list[set[str]]:
    """Return the sets of columns of which no two rows have the same."""
    found = [set(part.columns) for part in table.constraints if isinstance(part, PrimaryKey | Unique)]
    whole = (index for index in table.indexes if index.unique and not index.where and all(key.column for key in index.keys))
    return found + [{key.column for key in index.keys} for index in whole]
