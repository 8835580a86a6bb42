"""Names for what stands only while a plan runs."""

from __future__ import annotations

from hashlib import sha256

ASIDE = "schemac_aside_"


def aside(*parts: str) -> str:
    """Return a name that these parts alone have, the same in every run."""
    return f"{ASIDE}{sha256(chr(0).join(parts).encode()).hexdigest()[:16]}"
