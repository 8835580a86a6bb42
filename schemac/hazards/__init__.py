"""What is dangerous about a change: one rule a file, all of them asked about every change."""

from __future__ import annotations

from schemac.hazards.rules import RULES, judge

__all__ = ["RULES", "judge"]
