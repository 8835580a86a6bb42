"""One finding of the reader's own rules."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """The rule's code, what is wrong, and how far into the statement it stands."""

    code: str
    message: str
    offset: int = 0
