"""Judging definitions and SQL files: what is poorly designed, and what is dangerous to run."""

from __future__ import annotations
