"""A definition imported from SQLAlchemy models says what their create_all makes, and says what it cannot say."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from schemac.api.importing import Target
from schemac.api.importing_models import import_models
from schemac.api.planning import opened, plan
from schemac.api.reading_sql import Script
from schemac.errors import SchemacError, SchemaError, UsageError
from schemac.session import parse_url
from schemac.source import load
from tests.servers.database import ScratchDatabase

DRIVERS = {"postgresql": "postgresql+psycopg", "mariadb": "mariadb+pymysql", "mysql": "mysql+pymysql", "sqlite": "sqlite"}
EXTENSIONS = "CREATE EXTENSION citext; CREATE EXTENSION btree_gist;"


def create_all(database: ScratchDatabase, module: str, name: str) -> None:
    """Do what an application does with its models."""
    metadata = getattr(importlib.import_module(module), name)
    scheme, _, rest = database.url.partition("://")
    engine = create_engine(f"{DRIVERS[scheme]}://{rest}")
    if database.engine_name == "postgresql":
        database.execute(EXTENSIONS + "CREATE SCHEMA IF NOT EXISTS people")
    getattr(metadata, "metadata", metadata).create_all(engine)
    engine.dispose()


def imported(database: ScratchDatabase, models: str, folder: Path) -> tuple[Path, tuple[str, ...]]:
    """Import models on the server of a database, and return the definition's file and the notes."""
    scripts = [Script("first.sql", EXTENSIONS + "CREATE SCHEMA people")] if database.engine_name == "postgresql" else []
    target = Target(folder / "models.yaml")
    found = import_models(models, Path.cwd(), scripts, parse_url(database.url), target)
    found.write()
    return target.main, found.notes


def difference(database: ScratchDatabase, main: Path) -> list[str]:
    """Return what a plan would change, dropping included."""
    with opened(database.url) as opened_database:
        return [step.statement.sql for step in plan(opened_database, load(main), prune=True).plan.steps]


def test_models_for_every_engine_say_what_create_all_makes(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """The truth test: a database made by create_all has nothing to do by the definition imported from the models."""
    create_all(scratch, "tests.live.models.on_every_engine", "Base")

    main, _ = imported(scratch, "tests.live.models.on_every_engine:Base.metadata", tmp_path)

    assert [] == difference(scratch, main)


def test_models_for_postgresql(postgresql_database: ScratchDatabase, tmp_path: Path) -> None:
    """Schemas, sequences, enums, domains, arrays, identity, exclusion, and indexes of every kind; a view that an event makes."""
    create_all(postgresql_database, "tests.live.models.on_postgresql", "metadata")

    main, _ = imported(postgresql_database, "tests.live.models.on_postgresql:metadata", tmp_path)
    text = main.read_text()

    assert [] == difference(postgresql_database, main)
    for words in ("people.mood: [good, bad]", "positive:", "invoice_numbers:", "always: true", "exclude:", "opclass: citext_pattern_ops"):
        assert words in text
    assert "people.names:" in text


@pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)
def test_models_for_mariadb(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Unsigned numbers, enums and sets, charsets, prefixes and full-text indexes, options of tables."""
    create_all(scratch, "tests.live.models.on_mariadb", "metadata")

    main, _ = imported(scratch, "tests.live.models.on_mariadb:metadata", tmp_path)

    assert [] == difference(scratch, main)
    for words in ("bigint unsigned", "latin1", "length: 20", "fulltext"):
        assert words in main.read_text()


def test_what_python_alone_does_is_said(sqlite_database: ScratchDatabase, tmp_path: Path) -> None:
    """Defaults and changes that only SQLAlchemy makes are no part of a database, and are named."""
    _, notes = imported(sqlite_database, "tests.live.models.on_every_engine:Base", tmp_path)

    assert (
        "only in Python: customer.changed_at has the default now()",
        "only in Python: customer.changed_at is set to now() on update",
        "only in Python: customer.level has the default 3",
    ) == notes


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("import nothing_of_that_name\n", "broken:Base", "broken.py:1:1: error[SC039]: the module broken fails: ModuleNotFoundError"),
        (
            "x = 1\n\n1 / 0\n",
            "broken:Base",
            "broken.py:3:1: error[SC039]: the module broken fails: ZeroDivisionError: division by",
        ),
        ("def (\n", "broken:Base", "broken.py:1:5: error[SC039]: the module broken fails: SyntaxError"),
        ("raise SystemExit(3)\n", "broken:Base", "error[SC039]: the module broken fails: SystemExit: 3"),
        ("Base = 1\n", "broken:Base", "error[SC039]: broken:Base is no MetaData and has none, but int"),
        ("", "broken:Base", "error[SC039]: broken has no Base"),
        ("", "missing:Base", "error[SC039]: there is no module missing"),
        ("", "broken", "error[SC039]: --from broken names no models"),
    ],
)
def test_models_that_cannot_be_read(text: str, place: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that fails is an error at its own line, never a traceback."""
    name = f"broken_{abs(hash((text, place)))}"
    (tmp_path / f"{name}.py").write_text(text)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SchemacError) as caught:
        import_models(place.replace("broken", name), tmp_path, [], parse_url("sqlite://"))

    assert isinstance(caught.value, SchemaError | UsageError)
    assert message in str(caught.value).replace(name, "broken")


def test_schemas_are_refused_where_there_are_none(tmp_path: Path) -> None:
    """A table in a schema has no place in a SQLite database."""
    with pytest.raises(SchemaError) as caught:
        import_models("tests.live.models.on_postgresql:metadata", tmp_path, [], parse_url("sqlite://"))

    assert "SC041" in str(caught.value)
    assert "people.person" in str(caught.value)


def test_what_models_rely_on_is_asked_for(postgresql_database: ScratchDatabase) -> None:
    """An extension that no statement makes is an error that says what to do."""
    with pytest.raises(SchemaError) as caught:
        import_models("tests.live.models.on_postgresql:metadata", Path.cwd(), [], parse_url(postgresql_database.url))

    assert "citext" in str(caught.value)
    assert "CREATE EXTENSION" in str(caught.value)
