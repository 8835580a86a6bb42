"""Where objects and parts were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac.model.names import Ref
from tests.unit.source.writing import loaded

TEXT = """\
schemac: 1
enums: {e: [a]}
tables:
  n.t:
    columns:
      id: {type: int, primary_key: true}
      o: {type: int, unique: true, references: n.t.id}
    constraints:
      c: {check: id > 0}
    indexes:
      - {columns: [o, id]}
      - {name: i, columns: [o]}
views:
  v: select 1
"""


@pytest.mark.parametrize(
    ("ref", "place"),
    [
        (Ref("enum", "", "e"), (2, 9)),
        (Ref("table", "n", "t"), (4, 3)),
        (Ref("column", "n", "o", "t"), (7, 7)),
        (Ref("primary_key", "n", "t_pkey", "t"), (6, 23)),
        (Ref("unique", "n", "t_o_key", "t"), (7, 22)),
        (Ref("foreign_key", "n", "t_o_fkey", "t"), (7, 36)),
        (Ref("check", "n", "c", "t"), (9, 11)),
        (Ref("index", "n", "t_o_id_idx", "t"), (11, 9)),
        (Ref("index", "n", "i", "t"), (12, 9)),
        (Ref("view", "", "v"), (14, 3)),
        (Ref("index", "n", "made_up", "t"), (4, 3)),
        (Ref("table", "", "made_up"), None),
    ],
)
def test_a_ref_leads_to_its_line(tmp_path: Path, ref: Ref, place: tuple[int, int] | None) -> None:
    """An object or part is found under its name, also under the one that the patterns give it; an unknown part at its table."""
    position = loaded(tmp_path, TEXT).locate(ref)

    assert place == (position and position[1:])
