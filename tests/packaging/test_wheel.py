"""The wheel: built as a user would build it, installed elsewhere, and used from there."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = (ROOT / "schemac", ROOT / "dialects" / "schemac_dialects")
DEFINITION = """\
schemac: 1
tables:
  customer:
    columns:
      id: {type: bigint, primary_key: true}
      email: {type: varchar(320), nullable: false}
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh virtual environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=True)
    run(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel))
    return folder / "bin"


def run(*command: str, cwd: Path | None = None) -> str:
    """Return what a program prints, once it has ended well."""
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    """No template, query, schema or type marker stays behind, and nothing else comes along."""
    expected = {path.relative_to(package.parent).as_posix() for package in PACKAGES for path in package.rglob("*") if shipped(path)}
    with ZipFile(wheel) as archive:
        actual = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert expected == actual


def test_the_wheel_is_pure_python_and_carries_the_licence(wheel: Path) -> None:
    """One wheel serves every platform, and says under which terms."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()

    assert wheel.name.endswith("-py3-none-any.whl")
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def shipped(path: Path) -> bool:
    """Tell whether a file of the tree belongs into the wheel."""
    return path.is_file() and "__pycache__" not in path.parts and path.suffix != ".db"
