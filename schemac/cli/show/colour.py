"""Colour where a person is looking, and nowhere else."""

from __future__ import annotations

import os
import sys

import click

_COLOURS = {"+": "green", "-": "red", "~": "yellow", "→": "yellow"}


def colourful() -> bool:
    """Tell whether standard output is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def marked(mark: str, text: str) -> str:
    """Return a text in the colour of its mark."""
    return click.style(text, fg=_COLOURS.get(mark)) if colourful() else text


def dim(text: str) -> str:
    """Return a text that stays in the background."""
    return click.style(text, dim=True) if colourful() else text


def alarming(text: str) -> str:
    """Return a text that must be read."""
    return click.style(text, fg="red", bold=True) if colourful() else text
