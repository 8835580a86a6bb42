"""What every test may ask for, and what surrounds a run: its servers, its goldens, how long Hypothesis looks."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.servers.running import RUN_VARIABLE, server_run

pytest_plugins = ("tests.golden", "tests.scratch")

SLOW_ENGINES = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("ci", derandomize=True, max_examples=25, deadline=None, database=None, suppress_health_check=SLOW_ENGINES)
settings.register_profile("soak", max_examples=1500, deadline=None, print_blob=True, suppress_health_check=SLOW_ENGINES)
settings.load_profile(os.environ.get("SCHEMAC_TEST_PROFILE", "ci"))


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main() -> Iterator[None]:
    """Stop every server of this run at its end, also after an interrupt; workers are inside the run of the process that started them."""
    if RUN_VARIABLE in os.environ:
        return (yield)
    with server_run():
        return (yield)
