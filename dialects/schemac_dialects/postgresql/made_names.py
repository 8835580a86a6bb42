"""Names that the server makes of other names."""

from __future__ import annotations

_LIMIT = 63


def joined(first: str, second: str, label: str) -> str:
    """Return `first_second_label`, the longer of the two cut as the server cuts it where the whole would be too long."""
    if not second:
        return f"{first.encode()[: _LIMIT - len(label) - 1].decode(errors='ignore')}_{label}"
    one, two = first.encode(), second.encode()
    room = _LIMIT - len(label) - 2
    while len(one) + len(two) > room:
        if len(one) > len(two):
            one = one[:-1]
        else:
            two = two[:-1]
    return f"{one.decode(errors='ignore')}_{two.decode(errors='ignore')}_{label}"


def multirange_name(name: str) -> str:
    """Return the name of the type of several ranges that goes with a range type."""
    return name.replace("range", "multirange", 1) if "range" in name else f"{name}_multirange"
