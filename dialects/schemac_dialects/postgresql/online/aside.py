"""Names for what stands only while a plan runs."""

from __future__ import annotations

from hashlib import sha256

from schemac.model.online import ASIDE


def aside(*parts: str) -> str:
    """Return a name that these parts alone have, the same in every run."""
    return f"{ASIDE}{sha256(chr(0).join(parts).encode()).hexdigest()[:16]}"


def keeper(name: str) -> str:
    """Return the name of the trigger that keeps a column aside, and of its function: it sorts behind other names, so that it runs last."""
    return f"~{name}"
