"""The only writer: a plan's statements run on a live database, in order, and nothing else."""

from __future__ import annotations

from schemac.apply.baseline import applied, keep_applied
from schemac.apply.batching import Pace, Share
from schemac.apply.history import Origin, Recording, entries
from schemac.apply.patience import Patience, patiently
from schemac.apply.run import Progress, Running, nothing, run_steps, transactions, unheard
from schemac.apply.secrets import Secrets, secrets_for
from schemac.apply.trash import Register

__all__ = [
    "Origin",
    "Pace",
    "Patience",
    "Progress",
    "Recording",
    "Register",
    "Running",
    "Secrets",
    "Share",
    "applied",
    "entries",
    "keep_applied",
    "nothing",
    "patiently",
    "run_steps",
    "secrets_for",
    "transactions",
    "unheard",
]
