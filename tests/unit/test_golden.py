"""The machinery behind golden/."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import Golden


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
