"""What statements cost on an engine that schemac never runs: nothing is claimed."""

from __future__ import annotations

from schemac.dialect import Capabilities
from schemac.model.change import Action
from schemac.model.plan import Cost


def cost(action: Action, can: Capabilities) -> Cost:  # noqa: ARG001 - the shape of every cost
    """Return a cost that says nothing."""
    return Cost()
