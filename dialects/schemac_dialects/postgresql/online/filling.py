"""Rows given what they lack, a few blocks of the table's file at a time, so that each row is locked for a moment only.

A batch leaves alone the rows that somebody else holds (they are asked for again at the end), so that it never waits for a row while it
holds others, and no other transaction is ended because of it.
Source: https://www.postgresql.org/docs/current/ddl-system-columns.html (ctid), .../sql-select.html (SKIP LOCKED)
"""

from __future__ import annotations

from collections.abc import Sequence

from schemac.dialect import Capabilities
from schemac.model.change import Action
from schemac.model.plan import Batches, Phase
from schemac.model.tables import Table
from schemac_dialects.postgresql.online.beginning import Aside
from schemac_dialects.postgresql.quoting import literal, qualified, quote

_RANGES = 14
"""From this version on the rows of a range of blocks are found without reading the others."""
_BLOCKS = 64
_BLOCK = "current_setting('block_size')::bigint"


def filled(columns: Sequence[Aside], table: Table, can: Capabilities) -> list[Action]:
    """Return the actions that fill columns: those that follow another column together, a column with values of its own by itself."""
    following = [column for column in columns if column.follows]
    groups = [following] if following else []
    return [_fill(group, table, can) for group in (*groups, *([column] for column in columns if not column.follows))]


def _fill(columns: Sequence[Aside], table: Table, can: Capabilities) -> Action:
    name = qualified(table.namespace, table.name)
    sets = ", ".join(f"{quote(column.name)} = {column.value(quote(column.column.name))}" for column in columns)
    lacks = " OR ".join(_lacks(column) for column in columns)
    ranges = can.version[0] >= _RANGES
    blocks = f"pg_relation_size({literal(name)}::regclass) / {_BLOCK}"
    within = _within("'({low},0)'", "'({high},0)'") if ranges else _listed("{low}", "{high}")
    held = f"SELECT ctid FROM {name} WHERE {within} AND ({lacks}) FOR NO KEY UPDATE SKIP LOCKED"
    batch = (
        f"WITH written AS (UPDATE {name} SET {sets} WHERE ctid = ANY (ARRAY({held})) RETURNING 1) "
        f"SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM {name} WHERE {within} AND ({lacks}))"
    )
    size = _BLOCKS if ranges else _BLOCKS // 4
    batches = Batches(last=f"SELECT {blocks}", batch=batch, size=size)
    fields = {"batches": batches, "body": _by_hand(name, sets, lacks, blocks, size, ranges=ranges), "about": columns[0].change.ref}
    return Action("fill_columns", columns[0].added(), fields, Phase.BACKFILL)


def _lacks(column: Aside) -> str:
    """Return the condition of a row that is still to be written."""
    empty = f"{quote(column.name)} IS NULL"
    return f"{empty} AND {quote(column.column.name)} IS NOT NULL" if column.follows else empty


def _within(low: str, high: str) -> str:
    return f"ctid >= {low}::tid AND ctid < {high}::tid"


def _listed(low: str, high: str) -> str:
    """Return the condition of the rows of some blocks where the server finds rows by their whole places only."""
    places = f"SELECT format('(%s,%s)', b, i)::tid FROM generate_series({low}::bigint, {high}::bigint - 1) b"
    return f"ctid = ANY (ARRAY({places}, generate_series(1, {_BLOCK} / 28) i))"


def _by_hand(name: str, sets: str, lacks: str, blocks: str, size: int, *, ranges: bool) -> str:
    """Return the block that does the same for whoever runs a plan by hand: psql commits after each statement, and so does this."""
    low, high = "schemac_block", f"schemac_block + {size}"
    within = _within(f"format('(%s,0)', {low})", f"format('(%s,0)', {high})") if ranges else _listed(low, high)
    return f"""
DECLARE
  schemac_block bigint := 0;
  schemac_blocks bigint := {blocks};
  schemac_start timestamptz;
BEGIN
  WHILE schemac_block <= schemac_blocks LOOP
    schemac_start := clock_timestamp();
    UPDATE {name} SET {sets}
    WHERE {within} AND ({lacks});
    COMMIT;
    PERFORM pg_sleep(extract(epoch FROM clock_timestamp() - schemac_start) / 2);
    schemac_block := {high};
  END LOOP;
END
"""
