"""What the statements of a file have done so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemac.model.names import Name


@dataclass
class History:
    """What is known after the statements read so far.

    count: how many statements the file has. assumed: whether whoever runs the file puts it in a transaction. begun: whether the file has
    begun one itself. tables: made in this file; indexes: the table of each index made here. unchecked: `(table, constraint)` added NOT
    VALID, and the transaction it was in. not_null: `(table, constraint)` of checks that say a column is not null, and the column. proven:
    `(table, column)` that a validated check says is not null. settings: timeouts that are set. dropped: names dropped with IF EXISTS.
    labels: new enum labels of the transaction that is open.
    """

    count: int
    assumed: bool
    begun: bool = False
    transaction: int = 0
    tables: set[Name] = field(default_factory=set)
    indexes: dict[str, Name] = field(default_factory=dict)
    unchecked: dict[tuple[Name, str], int] = field(default_factory=dict)
    not_null: dict[tuple[Name, str], str] = field(default_factory=dict)
    proven: set[tuple[Name, str]] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)

    @property
    def inside(self) -> bool:
        """Whether the next statement runs in a transaction with others."""
        return self.begun or self.assumed
