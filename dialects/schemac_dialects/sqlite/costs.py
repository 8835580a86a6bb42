"""What statements cost on SQLite: one writer at a time, whatever they do."""

from __future__ import annotations

from schemac.dialect import Capabilities
from schemac.model.change import Action
from schemac.model.plan import Cost

_REWRITES = {"copy_rows": "copies every row", "drop_column": "rewrites every row", "create_index": "reads every row"} | {
    "keep_values": "copies the column's values to the trash",
    "keep_rows": "puts its rows into the trash",
    "return_rows": "writes the rows that were in the trash",
}


def cost(action: Action, can: Capabilities) -> Cost:  # noqa: ARG001 - the shape of every cost
    """Return the cost of one action; each holds the database's one write lock until the plan is committed."""
    summary = _REWRITES.get(action.template, "catalogue only")
    return Cost(
        lock="RESERVED",
        blocks="writes",
        scan=action.template in _REWRITES,
        rewrite=action.template in {"copy_rows", "drop_column", "keep_rows", "return_rows"},
        summary=summary,
    )
