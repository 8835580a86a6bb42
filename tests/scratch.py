"""Fresh, empty databases on real servers, one per test, gone afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.servers import mariadb, mysql, postgresql, sqlite
from tests.servers.database import ScratchDatabase

ScratchFactory = Callable[[str], AbstractContextManager[ScratchDatabase]]


def live_engines() -> tuple[str, ...]:
    """Return the names of the engines that this run tests on; MySQL only where one was named."""
    return ("sqlite", "postgresql", "mariadb", *(("mysql",) if mysql.wanted() else ()))


@pytest.fixture(scope="session")
def new_scratch(tmp_path_factory: pytest.TempPathFactory) -> ScratchFactory:
    """Return a function that lends an empty database of an engine; for tests that need several, such as property tests."""
    folder = tmp_path_factory.mktemp("sqlite")
    lenders: dict[str, Callable[[], AbstractContextManager[ScratchDatabase]]] = {
        "sqlite": lambda: sqlite.lend(folder),
        "postgresql": postgresql.lend,
        "newest_postgresql": lambda: postgresql.lend(newest=True),
        "mariadb": mariadb.lend,
        "mysql": mysql.lend,
    }
    return lambda engine_name: lenders[engine_name]()


@pytest.fixture(params=live_engines())
def scratch(request: pytest.FixtureRequest, new_scratch: ScratchFactory) -> Iterator[ScratchDatabase]:
    """An empty database, once per live engine; `indirect` parametrisation narrows the engines."""
    with new_scratch(request.param) as database:
        yield database


@pytest.fixture
def sqlite_database(new_scratch: ScratchFactory) -> Iterator[ScratchDatabase]:
    """An empty SQLite file."""
    with new_scratch("sqlite") as database:
        yield database


@pytest.fixture
def postgresql_database(new_scratch: ScratchFactory) -> Iterator[ScratchDatabase]:
    """An empty PostgreSQL database."""
    with new_scratch("postgresql") as database:
        yield database


@pytest.fixture
def newest_postgresql_database(new_scratch: ScratchFactory) -> Iterator[ScratchDatabase]:
    """An empty database of the newest PostgreSQL, for what the version of this run may not have yet."""
    with new_scratch("newest_postgresql") as database:
        yield database


@pytest.fixture
def mariadb_database(new_scratch: ScratchFactory) -> Iterator[ScratchDatabase]:
    """An empty MariaDB database."""
    with new_scratch("mariadb") as database:
        yield database
