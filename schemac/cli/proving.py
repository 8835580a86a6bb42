"""The options by which a plan is proved on a scratch database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from schemac.api.proving import ROWS, Proving

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--prove", is_flag=True, help="First run the plan on a scratch database with rows, up and down."),
    click.option("--prove-on", metavar="URL", default="", help="The server that lends scratch databases; without it an embedded one."),
    click.option("--prove-rows", type=click.IntRange(0), default=ROWS, show_default=True, help="How many rows each table gets there."),
)


def proving_options(function: F) -> F:
    """Return a command with the options of the proof."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def proving(*, prove: bool, on: str, rows: int) -> Proving | None:
    """Return how to prove a plan; None where nobody asked for it."""
    return Proving(on, rows) if prove or on else None
