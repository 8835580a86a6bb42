"""One definition on its way to one engine: what is asked for, what stood in the way, what is lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemac.compile.expressions import carry
from schemac.dialect import Capabilities, Dialect, NativeType, Unsupported
from schemac.errors import Problem
from schemac.model.definition import Definition
from schemac.model.names import Ref

TYPE_UNKNOWN = "SC301"
NOT_CARRIED = "SC302"
UNSUPPORTED = "SC303"
NAME_TOO_LONG = "SC304"
WORD_UNKNOWN = "SC305"
LOSS = "SC390"


@dataclass(slots=True)
class Target:
    """The engine, and the two lists that normalising fills: problems end in an error, losses in the report.

    types: the engine's types for those met so far, by their texts.
    plain_types: those of them that bring nothing with them but their spelling: no check, no loss, no sequence, no domain to spell out.
    own: whether the definition is written in this engine's own SQL.
    reads: the name under which sqlglot knows the SQL that the definition is written in.
    """

    definition: Definition
    dialect: Dialect
    can: Capabilities
    reads: str
    problems: list[Problem] = field(default_factory=list)
    losses: list[Problem] = field(default_factory=list)
    derived: set[Ref] = field(default_factory=set)
    types: dict[str, NativeType] = field(default_factory=dict)
    plain_types: dict[str, str] = field(default_factory=dict)
    own: bool = field(init=False)

    def __post_init__(self) -> None:
        """Find out whose SQL the definition is written in."""
        self.own = self.definition.expressions == self.dialect.name or self.definition.expressions in self.dialect.speaks

    def refuse(self, code: str, ref: Ref, message: str, hint: str = "") -> None:
        """Note what makes the definition impossible on this engine."""
        self.problems.append(Problem(code, f"{ref}: {message}", self.definition.locate(ref), hint))

    def lose(self, ref: Ref, message: str) -> None:
        """Note what this engine will not keep."""
        self.losses.append(Problem(LOSS, f"{ref}: {message}", self.definition.locate(ref)))

    def expression(self, sql: str, ref: Ref, attribute: str) -> str:
        """Return an expression in this engine's SQL; where that is impossible, note it and return it as written."""
        if self.own or not sql:
            return sql
        try:
            return carry(sql, self.reads, self.dialect.sqlglot, self.dialect.quote)
        except Unsupported as no:
            hint = no.remedy or f"write it for {self.dialect.title}: dialects: {{{self.dialect.name}: {{{attribute}: ...}}}}"
            self.refuse(NOT_CARRIED, ref, no.reason, hint)
            return sql
