"""The only writer: a plan's statements run on a live database, in order, and nothing else."""

from __future__ import annotations

from schemac.apply.batching import Pace, Share
from schemac.apply.patience import Patience
from schemac.apply.run import Progress, Running, nothing, run_steps, transactions
from schemac.apply.secrets import secrets_for

__all__ = ["Pace", "Patience", "Progress", "Running", "Share", "nothing", "run_steps", "secrets_for", "transactions"]
