"""Which tables are changed so that readers and writers go on meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from schemac.model.names import Name
from schemac.model.plan import Size

ONLINE_FROM = 8 * 1024 * 1024
"""The bytes from which on a table is large: what is smaller is read in less than a tenth of a second."""

ASIDE = "schemac_aside_"
"""How the names begin of what stands only while a plan runs: no definition has it, and nobody else's rows are in it alone."""


class Online(StrEnum):
    """Which tables: the large ones, all that stand, or none."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"

    def chosen(self, sizes: Mapping[Name, Size]) -> frozenset[Name]:
        """Return those of the tables that this chooses."""
        if self is Online.AUTO:
            return frozenset(name for name, size in sizes.items() if size.bytes is not None and size.bytes >= ONLINE_FROM)
        return frozenset(sizes) if self is Online.ALWAYS else frozenset()
