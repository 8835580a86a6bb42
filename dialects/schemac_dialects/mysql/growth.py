"""Types that grow while the rows that stand lie as they are."""

from __future__ import annotations

import re

from schemac.model.types import parse_type

_LENGTH = re.compile(r"(varchar|varbinary)\((\d+)\)\Z")
_MAXIMUM_BYTES = {"varchar": 4, "varbinary": 1}


def lengthens(before: str, after: str) -> bool:
    """Tell whether a text of a variable length gets room for more, and nothing else."""
    old, new = _LENGTH.match(before), _LENGTH.match(after)
    return bool(old and new and old[1] == new[1] and int(old[2]) <= int(new[2]))


def grows(before: str, after: str) -> bool:
    """Tell whether a type's new form holds all of the old rows as they lie: a longer text, or labels added at the end."""
    old, new = _LENGTH.match(before), _LENGTH.match(after)
    if old and new and lengthens(before, after):
        each = _MAXIMUM_BYTES[old[1]]
        return int(new[2]) * each <= 255 or int(old[2]) > 255
    if before.startswith(("enum(", "set(")):
        return after.startswith(before[:-1] + ",") and _label_bytes(before) == _label_bytes(after)
    return False


def keeps_its_head(before: str, after: str) -> bool:
    """Tell whether MariaDB lets a text grow across 255 bytes where it lies: one of at most 127 bytes leaves a bit for a second byte.

    Source: https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-instant-alter-algorithm/ (from 10.4 on)
    """
    old = _LENGTH.match(before)
    return bool(old and lengthens(before, after) and int(old[2]) * _MAXIMUM_BYTES[old[1]] <= 127)


def _label_bytes(spelled: str) -> int:
    """Return how many bytes a value of an ENUM or SET takes."""
    count = len(parse_type(spelled).arguments)
    if spelled.startswith("enum("):
        return 1 if count <= 255 else 2
    needed = -(-count // 8)
    return needed if needed <= 4 else 8
