"""The machinery behind golden/."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden import Golden

ROOT = Path(__file__).parents[2]
SUITE = """\
def test_one(golden):
    golden("one.txt", "1")

def test_two(golden):
    assert "given" == golden.given("two.txt").read_text()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two tests, the two golden files that they ask for, and one more."""
    for name, text in {"one.txt": "1", "two.txt": "given", "case/orphan.txt": ""}.items():
        path = tmp_path / "golden" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = test_suite.py\n")
    (tmp_path / "test_suite.py").write_text(SUITE)
    return tmp_path


def run_suite(project: Path, *arguments: str, ci: str = "") -> subprocess.CompletedProcess[str]:
    """Run a project's tests with the machinery under test."""
    command = [sys.executable, "-m", "pytest", "-p", "tests.golden", *arguments]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "CI": ci}
    return subprocess.run(command, cwd=project, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_full_run_fails_on_an_orphan(project: Path, workers: str) -> None:
    """Whatever the number of workers, a file that no test asks for is named and fails the run; without it the run is green."""
    orphaned = run_suite(project, "-n", workers)
    (project / "golden/case/orphan.txt").unlink()
    clean = run_suite(project, "-n", workers)

    assert 1 == orphaned.returncode
    assert "golden/case/orphan.txt\n" in orphaned.stdout
    assert "golden/one.txt" not in orphaned.stdout
    assert 0 == clean.returncode


@pytest.mark.parametrize("arguments", [("-k", "one"), ("test_suite.py",)])
def test_a_part_of_the_tests_knows_no_orphans(project: Path, arguments: tuple[str, ...]) -> None:
    """What was not run cannot have asked for its files."""
    assert 0 == run_suite(project, *arguments).returncode


def test_rewriting_is_refused_in_ci(project: Path) -> None:
    """Where nobody would read the difference, nothing is rewritten."""
    (project / "golden/one.txt").write_text("old")

    refused = run_suite(project, "--update-golden", ci="true")

    assert 0 != refused.returncode
    assert "refused in CI" in refused.stderr
    assert "old" == (project / "golden/one.txt").read_text()


def test_rewriting_makes_the_tests_pass(project: Path) -> None:
    """One run with the switch, and the next run without it is green but for the orphan."""
    (project / "golden/one.txt").write_text("old")

    run_suite(project, "--update-golden")

    assert "1" == (project / "golden/one.txt").read_text()
    assert "2 passed" in run_suite(project).stdout


def test_equal_text_passes_and_is_claimed(tmp_path: Path) -> None:
    """The same bytes pass, and the file counts as asked for."""
    (tmp_path / "a.sql").write_text("SELECT 1;\n")
    claims: set[str] = set()

    Golden(tmp_path, claims, update=False)("a.sql", "SELECT 1;\n")

    assert {"a.sql"} == claims


def test_a_difference_fails_with_a_diff_and_the_command(tmp_path: Path) -> None:
    """What fails says how it differs and what to run, and leaves the file alone."""
    (tmp_path / "a.sql").write_text("SELECT 1;\n")

    with pytest.raises(pytest.fail.Exception) as failure:
        Golden(tmp_path, set(), update=False)("a.sql", "SELECT 2;\n")

    assert "-SELECT 1;\n+SELECT 2;" in str(failure.value)
    assert str(failure.value).endswith("make golden")
    assert (tmp_path / "a.sql").read_text() == "SELECT 1;\n"


def test_a_missing_line_end_is_a_difference(tmp_path: Path) -> None:
    """Texts are compared byte for byte, line ends included."""
    (tmp_path / "a.txt").write_bytes(b"one\r\n")

    with pytest.raises(pytest.fail.Exception, match=r"-one\\r"):
        Golden(tmp_path, set(), update=False)("a.txt", "one\n")


def test_a_missing_file_fails(tmp_path: Path) -> None:
    """A text that nobody has accepted yet is no success."""
    with pytest.raises(pytest.fail.Exception, match="does not exist"):
        Golden(tmp_path, set(), update=False)("new.sql", "SELECT 1;\n")


def test_update_writes_the_actual_text(tmp_path: Path) -> None:
    """Rewriting makes folders and writes exactly what the test has."""
    Golden(tmp_path, set(), update=True)("case/new.sql", "SELECT 1;\n")

    assert (tmp_path / "case/new.sql").read_bytes() == b"SELECT 1;\n"
