"""What a command imports before it does anything: start-up time is decided by that."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"sqlalchemy", "sqlglot", "jinja2", "jsonschema", "jsonschema_rs", "deepdiff", "ruamel", "psycopg", "pymysql", "sqlite3"}
POOLS_AND_DRIVERS = {"sqlalchemy", "psycopg", "pymysql", "sqlite3"}
DEFINITION = "schemac: 1\ntables:\n  customer:\n    columns:\n      id: {type: bigint, primary_key: true}\n"


def imported(*arguments: str) -> set[str]:
    """Return the top-level modules that `schemac` with these arguments imports, once it has ended well."""
    command = [sys.executable, "-X", "importtime", "-m", "schemac", *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + re.sub(r"(?m)^import time:.*\n", "", done.stderr)
    return {name.partition(".")[0] for name in re.findall(r"(?m)^import time: +\d+ \| +\d+ \| +(\S+)$", done.stderr)}


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_version_and_help_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Neither SQL, nor templates, nor validation, nor a driver is needed to say what schemac is."""
    modules = imported(*arguments)

    assert "schemac" in modules
    assert set() == modules & HEAVY


def test_compile_imports_no_pool_and_no_driver(tmp_path: Path) -> None:
    """Compiling reaches no database, and pays for none."""
    definition = tmp_path / "app.yaml"
    definition.write_text(DEFINITION, encoding="utf-8")

    assert set() == imported("compile", str(definition), "--dialect", "postgresql") & POOLS_AND_DRIVERS
