"""What reads SQL files that somebody else wrote: the record that a dialect fills, and what it is asked and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from schemac.dialect.capabilities import Capabilities
from schemac.dialect.rules import Rule
from schemac.model.plan import Hazard


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be read.

    can: the abilities of the server it is for, with its version where that is known. in_transaction: whether whoever runs the file puts it
    in a transaction. rules: the rules about changes to judge by. design: the rules about tables and columns as such, new or not.
    """

    can: Capabilities
    in_transaction: bool
    rules: tuple[Rule, ...]
    design: tuple[Rule, ...] = ()


class Spotted(NamedTuple):
    """One hazard, and the offset in the text of what it is about."""

    hazard: Hazard
    offset: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the SQL files of one engine.

    read: the hazards of a text, in no order.
    """

    read: Callable[[str, Asked], Iterator[Spotted]]
