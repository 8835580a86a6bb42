"""Where a database and its definition stand apart, and which of the two has moved since the definition was applied last."""

from __future__ import annotations

from enum import StrEnum

from msgspec import field

from schemac.model.plan import Difference


class Side(StrEnum):
    """Who has moved since the last apply.

    drift: the database alone. pending: the definition alone. both: each of them, and not to the same.
    """

    DRIFT = "drift"
    PENDING = "pending"
    BOTH = "both"


class Departure(Difference, frozen=True, kw_only=True, omit_defaults=True):
    """One difference with who has moved; a pending one leads from the database to the definition, any other the other way.

    side: None where no history tells. applied: for `both`, what was applied last, by attribute. note: for `both`, what each side did where
    no attribute tells. owner, until, because: who has taken it on, until when and why, where it is ignored.
    """

    side: Side | None = field(default=None, name="class")
    applied: dict[str, str] = field(default_factory=dict)
    note: str = ""
    owner: str = ""
    until: str = ""
    because: str = ""

    @property
    def ignored(self) -> bool:
        """Whether somebody has decided to leave it so for a while."""
        return bool(self.owner)
