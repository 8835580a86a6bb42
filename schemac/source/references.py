"""Looks for references to nothing, once everything is built: columns, tables and what expressions speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any, cast

from schemac.model.names import Name, Ref, dotted
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.objects import replace
from schemac.model.tables import Check, Column, Constraint, Exclude, ForeignKey, Index, PrimaryKey, Table, Unique
from schemac.source.building import Building, Key, PlacedPart
from schemac.source.document import Holder, held


def check_references(build: Building, ignore: Sequence[str]) -> None:
    """Note every reference to nothing, and fill in the columns of foreign keys that name only a table.

    ignore: patterns of names that are somebody else's, and so are not looked for.
    """
    tables = [cast(Table, item) for ref, item in build.objects.items() if ref.kind == "table"]
    columns = {table.full_name: {column.name: None for column in table.columns} for table in tables}
    for table in tables:
        build.document = build.places[table.ref].document
        _Checking(build, table, columns, ignore).run()
    for ref, item in build.objects.items():
        if isinstance(item, NumberSequence) and item.owned_by:
            build.document = build.places[ref].document
            _check_owner(build, item, columns)


def _check_owner(build: Building, sequence: NumberSequence, columns: dict[Name, dict[str, None]]) -> None:
    namespace, table, column = cast(tuple[str, str, str], sequence.owned_by)
    known = columns.get(Name(namespace, table))
    place = build.places[sequence.ref]
    entry = held(place.holder, place.key)
    unmanaged = Ref("table", namespace, table) in build.unmanaged or Name(namespace, table) in build.damaged
    if not unmanaged and (known is None or column not in known):
        everything = [dotted(*name, each) for name, names in columns.items() for each in names]
        path = dotted(namespace, table, column)
        build.complain("SC207", f"{path} does not exist", entry, "owned_by", hint=did_you_mean(path, everything))


class _Checking:
    """The look through one table."""

    def __init__(self, build: Building, table: Table, columns: dict[Name, dict[str, None]], ignore: Sequence[str]) -> None:
        self.build = build
        self.table = table
        self.columns = columns
        self.ignore = ignore
        self.own = columns[table.full_name]
        self.words = self.own if all(name.islower() for name in self.own) else {name.lower(): None for name in self.own}
        self.loose = table.ref in build.unmanaged and not table.columns

    def run(self) -> None:
        names: dict[tuple[bool, str], PlacedPart] = {}
        primary: PlacedPart | None = None
        completed = False
        for placed in self.build.parts[self.table.ref]:
            part = placed.part
            if isinstance(part, Column):
                if part.generated:
                    self._generated(part, placed)
                continue
            if part.name and names.setdefault((isinstance(part, Index), part.name), placed) is not placed:
                what = "index" if isinstance(part, Index) else "constraint"
                self.build.complain(
                    "SC202", f"the {what} {part.name} of {self.table.full_name} is defined twice", placed.holder, placed.key
                )
            if isinstance(part, PrimaryKey):
                primary = self._one_key(primary, placed)
            if isinstance(part, PrimaryKey | Unique):
                self._constrained(part, placed)
            elif isinstance(part, Check):
                self._expression(part.sql, placed.holder, placed.key, "a check")
            elif isinstance(part, ForeignKey):
                self._listed(part.columns, placed, "foreign_key")
                completed = self._foreign_key(part, placed) or completed
            elif isinstance(part, Exclude):
                self._exclude(part, cast(dict[str, Any], placed.holder))
            elif isinstance(part, Index):
                self._index(part, placed)
        if completed:
            self._complete()

    def _one_key(self, first: PlacedPart | None, placed: PlacedPart) -> PlacedPart:
        if first:
            hint = "a key of several columns is `primary_key: [a, b]`"
            self.build.complain(
                "SC202",
                f"{self.table.full_name} has two primary keys",
                placed.holder,
                placed.key,
                hint=hint,
                at_key=isinstance(placed.key, str),
            )
        return first or placed

    def _constrained(self, part: PrimaryKey | Unique, placed: PlacedPart) -> None:
        self._listed(part.columns, placed, part.kind)
        for name in part.include:
            self._exists(name, placed.holder, "include", part.include)
        if len(set(part.columns)) < len(part.columns):
            self.build.complain("SC202", f"a constraint of {self.table.full_name} names a column twice", placed.holder, placed.key)

    def _listed(self, columns: tuple[str, ...], placed: PlacedPart, key: str) -> None:
        """Look at the columns of a constraint, unless it is written within its own column."""
        holder, at = placed.holder, placed.key
        if isinstance(at, int) or isinstance(cast(dict[str, Any], holder).get(key), list):
            for name in columns:
                self._exists(name, holder, at if isinstance(at, int) else key, columns)

    def _exists(self, name: str, holder: Holder, key: Key, columns: tuple[str, ...]) -> None:
        if name in self.own or self.loose:
            return
        listed: Any = held(holder, key)
        if isinstance(listed, list) and len(listed) == len(columns):
            holder, key = listed, columns.index(name)
        self._missing(name, holder, key)

    def _missing(self, name: str, holder: Holder, key: Key, word: str = "") -> None:
        path = dotted(*self.table.full_name, name)
        close = get_close_matches(name, self.own, 1, 0.5)
        hint = (
            f"did you mean {close[0]}?"
            if close
            else f"the columns are {', '.join(list(self.own)[:12])}{', …' if len(self.own) > 12 else ''}"
        )
        self.build.complain("SC208" if word else "SC207", f"{path} does not exist", holder, key, hint=hint, word=word)

    def _index(self, part: Index, placed: PlacedPart) -> None:
        given: Any = held(placed.holder, placed.key)
        keys = given["columns"] if isinstance(given, dict) else given
        for at, key in enumerate(part.keys):
            if key.sql:
                self._expression(key.sql, keys[at], "sql", "an index")
            elif key.column not in self.own and not self.loose:
                holder, place = (keys, at) if isinstance(keys[at], str) else (keys[at], "column")
                self._missing(key.column, holder, place)
        if part.where:
            self._expression(part.where, given, "where", "an index")
        for name in part.include:
            self._exists(name, given, "include", part.include)

    def _exclude(self, part: Exclude, given: dict[str, Any]) -> None:
        for at, element in enumerate(part.elements):
            if element.sql:
                self._expression(element.sql, given["exclude"][at], "sql", "an exclusion constraint")
            elif element.column not in self.own and not self.loose:
                self._missing(element.column, given["exclude"][at], "column")
        if part.where:
            self._expression(part.where, given, "where", "an exclusion constraint")
        for name in part.include:
            self._exists(name, given, "include", part.include)

    def _generated(self, part: Column, placed: PlacedPart) -> None:
        entry: Any = held(placed.holder, placed.key)
        given = entry["generated"]
        holder, key = (given, "sql") if isinstance(given, dict) else (entry, "generated")
        self._expression(part.generated.sql if part.generated else "", holder, key, f"the column {part.name}")

    def _expression(self, sql: str, holder: Holder, key: Key, what: str) -> None:
        for fault in self.build.expressions.faults(sql, self.words, self.table.name):
            if fault.reason:
                self.build.complain("SC209", f"{what} of {self.table.full_name} is no SQL expression: {fault.reason}", holder, key)
            elif not self.loose:
                self._missing(fault.word, holder, key, word=fault.word)

    def _foreign_key(self, part: ForeignKey, placed: PlacedPart) -> bool:
        """Look at what a foreign key references; return whether its columns are to be filled in."""
        known = self.columns.get(part.table)
        ref = Ref("table", *part.table)
        if part.table in self.build.damaged or (ref in self.build.unmanaged and not known):
            return False
        entry = cast(dict[str, Any], placed.holder)
        target = entry["references"]
        holder, key = (target, "table") if isinstance(target, dict) else (entry, "references")
        if known is None and any(fnmatchcase(str(part.table), pattern) for pattern in self.ignore):
            return False
        if known is None:
            path = dotted(*part.table, *part.referenced) if isinstance(target, str) else str(part.table)
            self.build.complain("SC207", f"{path} does not exist", holder, key, hint=self._no_table(part, whole=isinstance(target, str)))
            return False
        for at, name in enumerate(part.referenced):
            if name not in known:
                self._no_column(part.table, name, target, entry, at)
        if not part.referenced:
            return self._to_key(part, holder, key)
        if len(part.referenced) != len(part.columns):
            self._count(part, len(part.referenced), holder, key)
        return False

    def _to_key(self, part: ForeignKey, holder: Holder, key: Key) -> bool:
        target = cast(Table, self.build.objects[Ref("table", *part.table)]).primary_key
        if target is None:
            self.build.complain("SC207", f"{part.table} has no primary key to reference", holder, key, hint="name the referenced column")
        elif len(target.columns) != len(part.columns):
            self._count(part, len(target.columns), holder, key)
        return target is not None

    def _count(self, part: ForeignKey, referenced: int, holder: Holder, key: Key) -> None:
        message = (
            f"a foreign key of {len(part.columns)} column{'s' * (len(part.columns) > 1)} cannot reference {referenced} of {part.table}"
        )
        self.build.complain("SC219", message, holder, key, hint="name as many columns on both sides")

    def _no_column(self, table: Name, name: str, target: Any, entry: dict[str, Any], at: int) -> None:
        path = dotted(*table, name)
        hint = did_you_mean(path, [dotted(*table, each) for each in self.columns[table]])
        if isinstance(target, str):
            self.build.complain("SC207", f"{path} does not exist", entry, "references", hint=hint)
        elif "columns" in target:
            self.build.complain("SC207", f"{path} does not exist", target["columns"], at, hint=hint)
        else:
            self.build.complain("SC207", f"{path} does not exist", target, "column", hint=hint)

    def _no_table(self, part: ForeignKey, *, whole: bool) -> str:
        """Return what may have been meant by a table that does not exist."""
        beside = Name(self.table.namespace, part.table.name)
        if beside in self.columns:
            return f"did you mean {dotted(*beside, *(part.referenced if whole else ()))}?"
        swapped = Name(part.table.name, part.referenced[0]) if len(part.referenced) == 1 and not part.table.namespace else None
        if whole and swapped in self.columns:
            return f"that is a table: did you mean {swapped}.{next(iter(self.columns[swapped]), 'id')}?"
        close = get_close_matches(str(part.table), [str(name) for name in self.columns], 1)
        if close:
            return f"did you mean {close[0]}{'.' + dotted(*part.referenced) if whole and part.referenced else ''}?"
        return "define the table, or name it with `managed: false` where it is somebody else's"

    def _complete(self) -> None:
        """Fill in the primary keys that foreign keys without columns reference."""

        def whole(part: Constraint) -> Constraint:
            if not isinstance(part, ForeignKey) or part.referenced:
                return part
            target = self.build.objects.get(Ref("table", *part.table))
            key = target.primary_key if isinstance(target, Table) else None
            return replace(part, referenced=key.columns) if key else part

        constraints = tuple(whole(part) for part in self.table.constraints)
        self.build.objects[self.table.ref] = replace(self.table, constraints=constraints)


def did_you_mean(text: str, choices: Iterable[str]) -> str:
    """Return a question naming the closest choice, or nothing."""
    close = get_close_matches(text, list(choices), 1)
    return f"did you mean {close[0]}?" if close else ""
