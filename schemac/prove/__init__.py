"""Proof that a plan leads where it should."""

from __future__ import annotations

from schemac.prove.bench import Bench, Benches
from schemac.prove.labels import labels, trash_labels
from schemac.prove.physically import prove_physically
from schemac.prove.symbolically import prove_symbolically

__all__ = ["Bench", "Benches", "labels", "prove_physically", "prove_symbolically", "trash_labels"]
