"""What the command says to a definition that is no text, too large, or a trap: exit code 65, one clear error, and nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import schemac

BOMB = (
    "schemac: 1\na: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "tables: *i\n"
)


@pytest.mark.parametrize("command", [("plan",), ("apply", "--yes"), ("validate",), ("compile",)])
@pytest.mark.parametrize(
    "text",
    [b"schemac: 1\ntables: {caf\xe9: {}}\n", BOMB.encode(), b"", b"\x00\x01\x02", b"[1, 2", b"schemac: 1\ntables: 3\n"],
    ids=["not UTF-8", "alias bomb", "empty", "bytes", "broken", "wrong type"],
)
def test_a_bad_file_is_refused(command: tuple[str, ...], text: bytes, tmp_path: Path) -> None:
    """Each is refused by every command that reads it, with the file's name and without a database being made."""
    (tmp_path / "a.yaml").write_bytes(text)
    url = () if command[0] in {"validate", "compile"} else ("--url", "sqlite:///app.db")
    result = schemac(tmp_path, command[0], "a.yaml", *command[1:], *url)
    assert (65, False) == (result.code, "Traceback" in result.said), result.said
    assert "a.yaml" in result.stderr
    assert not (tmp_path / "app.db").exists()


def test_a_file_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    """A file beyond every schema is refused by its size, before it is read as YAML."""
    (tmp_path / "a.yaml").write_bytes(b"schemac: 1\n" + b"# filler, filler, filler, filler, filler, filler\n" * 1_100_000)
    result = schemac(tmp_path, "validate", "a.yaml")
    assert (65, False) == (result.code, "Traceback" in result.said), result.said
    assert "a.yaml" in result.stderr
