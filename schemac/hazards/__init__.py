"""What is dangerous about a change: a rule, or a tight family of rules, a file; all of them asked about every change."""

from __future__ import annotations

from schemac.hazards.judging import RULES, judge

__all__ = ["RULES", "judge"]
