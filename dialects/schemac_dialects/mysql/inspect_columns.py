"""Columns as the catalogue prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemac.model.objects import Words
from schemac.model.tables import Column, Generated, Identity
from schemac_dialects.mysql.reading import CheckRow, ColumnRow, Reader

_COMPRESSED = re.compile(r"\s*/\*M?!\d+ COMPRESSED\*/", re.IGNORECASE)
_MOMENTS = {"ROW START": "start", "ROW END": "end"}
_ON_UPDATE = re.compile(r"on update (\S+)", re.IGNORECASE)


class Json:
    """Which columns of a table are json, on a server that keeps json as a long text with a check."""

    def __init__(self, checks: Sequence[CheckRow]) -> None:
        """Take in the table's checks."""
        self._columns = {check.name for check in checks if self._says_so(check)}

    @staticmethod
    def _says_so(check: CheckRow) -> bool:
        quoted = check.name.replace("`", "``")
        return check.level == "Column" and check.sql == f"json_valid(`{quoted}`)"

    def holds(self, column: ColumnRow) -> bool:
        """Tell whether a column is what the server makes of `json`."""
        return column.name in self._columns and column.type == "longtext" and column.collation == "utf8mb4_bin"

    def is_one(self, check: CheckRow) -> bool:
        """Tell whether a check is the one that comes with json. Only of use after `holds` was asked of the column of its name."""
        return self._says_so(check) and check.name in self._columns

    def without(self, name: str) -> None:
        """Leave out a column that has the check but is not what `json` makes."""
        self._columns.discard(name)


def read_column(row: ColumnRow, table_collation: str, json: Json, reader: Reader) -> Column:
    """Return one column in the model's terms."""
    is_json = json.holds(row)
    if not is_json:
        json.without(row.name)
    extra = row.extra.upper()
    generated, moment = None, _MOMENTS.get(row.generation or "")
    if moment is None and "GENERATED" in extra.replace("DEFAULT_GENERATED", ""):
        generated = Generated(sql=reader.expression(row.generation or ""), stored="STORED" in extra or "PERSISTENT" in extra)
    return Column(
        name=row.name,
        comment=row.comment or None,
        options=_options(row) | ({"row": moment} if moment else {}),
        type="json" if is_json else _COMPRESSED.sub("", row.type),
        nullable=row.nullable == "YES",
        default=None if generated or moment else reader.column_default(row),
        identity=Identity(always=False) if "AUTO_INCREMENT" in extra else None,
        generated=generated,
        collation="" if is_json or not row.collation or row.collation == table_collation else row.collation,
    )


def _options(row: ColumnRow) -> Words:
    """Return a column's native words."""
    options: Words = {}
    update = _ON_UPDATE.search(row.extra)
    if update:
        options["on_update"] = update[1]
    if "INVISIBLE" in row.extra.upper():
        options["invisible"] = True
    if "WITHOUT SYSTEM VERSIONING" in row.extra.upper():
        options["unversioned"] = True
    if "NOT SECONDARY" in row.extra.upper():
        options["not_secondary"] = True
    if row.srid is not None:
        options["srid"] = row.srid
    if _COMPRESSED.search(row.type):
        options["compressed"] = True
    return options
