"""The only writer: a plan's statements run on a live database, in order, and nothing else."""

from __future__ import annotations

from schemac.apply.run import Progress, Running, run_steps
from schemac.apply.secrets import secrets_for

__all__ = ["Progress", "Running", "run_steps", "secrets_for"]
