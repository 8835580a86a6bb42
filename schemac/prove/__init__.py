"""Proof that a plan leads where it should."""

from __future__ import annotations

from schemac.prove.symbolically import prove_symbolically

__all__ = ["prove_symbolically"]
