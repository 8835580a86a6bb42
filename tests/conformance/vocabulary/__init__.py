"""Definitions drawn at random: what all engines have, what only one has, and how one became another."""

from __future__ import annotations

from tests.conformance.vocabulary.journeys import Journey, definitions, journeys

__all__ = ["Journey", "definitions", "journeys"]
