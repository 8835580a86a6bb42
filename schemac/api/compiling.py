"""Compiling: a definition as statements for one engine, which is planning from an empty database."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schemac.compile.normalize import normalize
from schemac.compile.statements import write_statements
from schemac.dialect import Dialect, Legalizing
from schemac.diff import diff
from schemac.errors import Problem
from schemac.model.definition import Definition, nowhere
from schemac.model.raw import RawStatement
from schemac.model.schema import EMPTY


@dataclass(frozen=True, slots=True)
class Compiled:
    """The statements that create a definition on one engine, what the engine does not keep of it, and the definition in its terms."""

    dialect: Dialect
    statements: tuple[str, ...]
    losses: tuple[Problem, ...]
    definition: Definition

    @property
    def readable(self) -> tuple[str, ...]:
        """The statements that schemac wrote: those that the definition gives as they are need not be understood."""
        raw = {text for item in self.definition.schema if isinstance(item, RawStatement) for text in item.create}
        return tuple(sql for sql in self.statements if sql not in raw)


def compile_definition(definition: Definition, dialect: Dialect) -> Compiled:
    """Return a definition compiled for one engine. Raises SchemaError where the engine cannot have it."""
    desired = normalize(definition, dialect, dialect.capabilities)
    changes = diff(EMPTY, desired).changes
    context = Legalizing(EMPTY, desired.schema, dialect.capabilities)
    unplaced = replace(desired, locate=nowhere)  # nobody asks where each statement comes from
    statements = write_statements(changes, context, unplaced, dialect)
    return Compiled(dialect, tuple(statement.sql for statement in statements), desired.losses, desired)
