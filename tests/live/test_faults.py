"""Faults that an apply survives, each tried a few times; `make reliability` tries them at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.runs import RUNS
from tests.servers.database import ScratchDatabase

FEW = {"kills": 6, "migrations": 6, "cuts": 2, "crashes": 2, "full": 6, "together": 1, "readers": 1, "written_to": 2}


@pytest.mark.parametrize("fault", sorted(RUNS))
def test_an_apply_survives(fault: str, scratch: ScratchDatabase, tmp_path: Path) -> None:
    """After the fault, the next apply converges, no row is lost, and nothing of schemac's is left."""
    run, engines, _ = RUNS[fault]
    if scratch.engine_name in engines:
        outcome = run(scratch, tmp_path, FEW[fault], 1)
        assert [] == outcome.wrong
        assert FEW[fault] == outcome.tries
        assert +outcome.hit
