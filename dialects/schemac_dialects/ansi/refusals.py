"""What an engine would refuse when the SQL runs, refused before: functions it has not, and columns it cannot have in a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from schemac.errors import Problem, SchemaError
from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.sql_text import tokens
from schemac.model.tables import Column, ForeignKey, Index, Part, PrimaryKey, Unique
from schemac_dialects.ansi.expressions import expressions

_NOT_CARRIED = "SC302"
_UNSUPPORTED = "SC303"
_POSTGRESQL = frozenset({"nextval", "gen_random_uuid", "jsonb_build_object", "jsonb_typeof", "to_tsvector", "array_length"})
_POSTGRESQL_TYPES = re.compile(r"\bAS (JSONB|REGCLASS|CITEXT|INET|Nullable\(JSONB\))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusals:
    """What one engine cannot have.

    missing: functions, in lower case, that it lacks besides those of PostgreSQL alone; has: those of PostgreSQL that it does have.
    phrases: a pattern of other SQL that it lacks. unkeyable: beginnings of types that cannot be part of a key or an index.
    """

    name: str
    title: str
    missing: frozenset[str] = frozenset()
    has: frozenset[str] = frozenset()
    phrases: str = ""
    unkeyable: tuple[str, ...] = ()

    def check(self, definition: Definition) -> Definition:
        """Return the definition itself. Raises SchemaError with everything in it that the engine would refuse."""
        problems = [*self._foreign(definition), *self._keys(definition)]
        if problems:
            raise SchemaError(problems)
        return definition

    def _foreign(self, definition: Definition) -> Iterator[Problem]:
        lacking = (_POSTGRESQL | self.missing) - self.has
        for ref, sql in expressions(definition.schema):
            parts = [token for token in tokens(sql) if token.kind != "space"]
            calls = {one.text.lower() for one, after in pairwise(parts) if one.kind == "word" and after.text == "("}
            bare = " ".join(token.text for token in parts if token.kind != "string")
            found = sorted(calls & lacking)
            other = _POSTGRESQL_TYPES.search(bare) or (re.search(self.phrases, bare, re.IGNORECASE) if self.phrases else None)
            if found or other is not None:
                what = f"{found[0]}()" if found else f"`{other[0]}`" if other is not None else ""
                yield self._problem(_NOT_CARRIED, definition, ref, f"`{sql}` cannot be carried over: {self.title} has no {what}")

    def _keys(self, definition: Definition) -> Iterator[Problem]:
        for table in definition.schema.tables if self.unkeyable else ():
            for part in (*table.constraints, *table.indexes):
                for column in table.columns:
                    if column.name in _keyed(part) and column.type.startswith(self.unkeyable):
                        reason = f"{self.title} has no key over {column.name}, which is {_kind(column)}"
                        hint = f"give the column a length, or write dialects: {{{self.name}: {{skip: true}}}} beside the {part.kind}"
                        where = part_ref(table, part)
                        yield Problem(_UNSUPPORTED, f"{where}: {reason}", definition.locate(where), hint)

    def _problem(self, code: str, definition: Definition, ref: Ref, reason: str) -> Problem:
        attribute = {"view": "sql", "check": "sql", "column": "default"}.get(ref.kind, "keys")
        hint = f"write it for {self.title}: dialects: {{{self.name}: {{{attribute}: ...}}}}"
        return Problem(code, f"{ref}: {reason}", definition.locate(ref), hint)


def _keyed(part: Part) -> tuple[str, ...]:
    match part:
        case PrimaryKey() | Unique() | ForeignKey():
            return part.columns
        case Index():
            return tuple(key.column for key in part.keys)
        case _:
            return ()


def _kind(column: Column) -> str:
    return column.type.partition(" ")[0]
