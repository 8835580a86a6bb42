"""Sessions at the real command line, word for word as kept under golden/cli."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from schemac.cli.main import COMMANDS
from tests.command import normal, schemac
from tests.golden import Golden
from tests.unit.cli.sessions import FILES, IMPOSSIBLE, SESSIONS, SMALL, URL, WRONG


@pytest.mark.parametrize("name", sorted(SESSIONS))
def test_a_session_reads_as_agreed(name: str, tmp_path: Path, golden: Golden) -> None:
    """Every command of the session says what it should, ends with the code that it should, and never shows a traceback."""
    files, lines = SESSIONS[name]
    write(tmp_path, files)
    shown = []
    for line in lines:
        if line.startswith("cat "):
            shown.append(f"$ {line}\n{(tmp_path / line[4:]).read_text('utf-8')}")
            continue
        result = schemac(tmp_path, *shlex.split(line))
        assert "Traceback" not in result.said
        shown.append(f"$ schemac {line}\n{normal(result.stdout, tmp_path)}{normal(result.stderr, tmp_path)}[exit {result.code}]\n")
    golden(f"cli/{name}.txt", without_places("\n".join(shown)))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"plan a.yaml {URL}", 2),
        (f"plan empty.yaml {URL}", 0),
        (f"apply a.yaml {URL} --yes", 0),
        (f"apply a.yaml {URL} --dry-run", 2),
        (f"apply a.yaml {URL}", 64),
        (f"drift a.yaml {URL}", 2),
        (f"drift empty.yaml {URL}", 0),
        ("diff a.yaml b.yaml", 2),
        ("diff a.yaml a.yaml", 0),
        ("validate a.yaml", 0),
        ("validate wrong.yaml", 65),
        ("validate impossible.yaml", 65),
        ("compile a.yaml", 0),
        ("compile impossible.yaml --dialect sqlite", 65),
        (f"apply impossible.yaml {URL} --yes", 65),
        ("fmt a.yaml --check", 2),
        ("inspect sqlite:///app.db", 0),
        ("plan a.yaml --url sqlite:////no/such/folder/app.db", 1),
        ("plan a.yaml --url postgresql://nobody@127.0.0.1:1/nothing", 1),
        ("plann", 64),
        ("plan --nonsense", 64),
        ("--version", 0),
        ("--help", 0),
    ],
)
def test_an_exit_code_means_one_thing(line: str, code: int, tmp_path: Path) -> None:
    """0 done or nothing to do, 2 something to do, 1 failed, 64 wrong call, 65 invalid definition."""
    write(tmp_path, {**FILES, "empty.yaml": "schemac: 1\n", "wrong.yaml": WRONG, "impossible.yaml": IMPOSSIBLE})
    (tmp_path / "app.db").touch()
    result = schemac(tmp_path, *shlex.split(line))
    assert (code, False) == (result.code, "Traceback" in result.said), result.said


def test_a_refusal_by_hazard_fails(tmp_path: Path) -> None:
    """A plan with a danger that nobody allowed ends in 1 and leaves the file as it was."""
    write(tmp_path, {**FILES})
    schemac(tmp_path, "apply", "b.yaml", "--url", "sqlite:///app.db", "--yes")
    before = (tmp_path / "app.db").read_bytes()
    result = schemac(tmp_path, "apply", "c.yaml", "--url", "sqlite:///app.db", "--yes")
    assert 1 == result.code
    assert "error[DS103]" in result.stderr
    assert before == (tmp_path / "app.db").read_bytes()


def test_every_command_has_a_session_and_an_example() -> None:
    """No command goes without golden output, and no help without an example."""
    typed = {line.split(" ")[0] for _, lines in SESSIONS.values() for line in lines}
    assert set(COMMANDS) <= typed
    help_text = (Path(__file__).parents[3] / "golden" / "cli" / "help.txt").read_text("utf-8")
    assert help_text.count("$ schemac ") == help_text.count("Example") > len(COMMANDS)


def test_a_definition_may_come_with_its_secrets_elsewhere(tmp_path: Path) -> None:
    """A URL's variable is taken from the environment of the process."""
    config = 'schema = "a.yaml"\n[environments.local]\nurl = "${SHOP_URL}"\n'
    write(tmp_path, {"schemac.toml": config, "a.yaml": SMALL})
    result = schemac(tmp_path, "apply", "--yes", environment={"SHOP_URL": "sqlite:///there.db"})
    assert (0, True) == (result.code, (tmp_path / "there.db").exists())


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def without_places(text: str) -> str:
    """Return a text without the places in schemac's own code that --debug shows, which move with every change."""
    return "\n".join(line for line in text.split("\n") if not (line.startswith("  ") and ".py:" in line))
