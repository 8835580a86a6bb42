"""All rules about tables as such, in the order in which they are explained."""

from __future__ import annotations

from schemac.linting.designed import Designed
from schemac.linting.indexes import INDEXES
from schemac.linting.keys import KEYS
from schemac.linting.names import NAMES
from schemac.linting.presence import PRESENCE
from schemac.linting.types import TYPES

DESIGN: tuple[Designed, ...] = (*KEYS, *TYPES, *INDEXES, *NAMES, *PRESENCE)
