"""Expected texts kept as files under golden/: compared, rewritten on request, and none that no test asks for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

# Where this project's expected texts are, for tests that make a case of every file found there.
FOLDER = Path(__file__).parents[1] / "golden"
CLAIMS = pytest.StashKey[set[str]]()
ORPHANS = pytest.StashKey[list[str]]()
UPDATE = "make golden"


class Golden:
    """Compares what a test has with what golden/ holds."""

    def __init__(self, folder: Path, claims: set[str], *, update: bool) -> None:
        """Remember where the files are, where claims are noted and whether files are rewritten."""
        self._folder = folder
        self._claims = claims
        self._update = update

    def __call__(self, relative_path: str, actual: str) -> None:
        """Fail with a diff unless golden/`relative_path` holds exactly that text; rewrite it under --update-golden."""
        path = self.given(relative_path)
        if self._update:
            _write(path, actual)
            return
        if not path.exists():
            pytest.fail(f"golden/{relative_path} does not exist; to write it: {UPDATE}\n\n{actual}", pytrace=False)
        expected = path.read_bytes().decode()
        if expected != actual:
            lines = unified_diff(_lines(expected), _lines(actual), f"golden/{relative_path}", "actual", lineterm="")
            pytest.fail("\n".join([*lines, "", f"if the new text is right: {UPDATE}"]), pytrace=False)

    def given(self, relative_path: str) -> Path:
        """Return the path of a file under golden/ that a test reads (the definition of a case), and claim it."""
        self._claims.add(relative_path)
        return self._folder / relative_path


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """The expected texts: `golden("plan/rename/postgresql.sql", actual)`."""
    return Golden(request.config.rootpath / "golden", request.config.stash[CLAIMS], update=request.config.getoption("--update-golden"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one switch."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the files under golden/ with what the tests have")


def pytest_configure(config: pytest.Config) -> None:
    """Begin with no claims. Refuses to rewrite in CI, where nobody would read the difference."""
    config.stash[CLAIMS] = set[str]()
    config.stash[ORPHANS] = []
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is refused in CI: rewrite on your machine and read the difference")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Collect what the tests of an xdist worker have claimed."""
    claims: set[str] = node.config.stash[CLAIMS]
    claims.update(getattr(node, "workeroutput", {}).get("golden_claims", ()))


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Hand claims to the process in charge; there, fail a full and green run that leaves files unclaimed."""
    config = session.config
    claims: set[str] = config.stash[CLAIMS]
    if hasattr(config, "workeroutput"):
        config.workeroutput["golden_claims"] = sorted(claims)
    elif _full(config) and session.exitstatus == pytest.ExitCode.OK:
        folder = config.rootpath / "golden"
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        orphans = sorted(found - claims)
        config.stash[ORPHANS] = orphans
        if orphans:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
    yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the orphans."""
    if config.stash[ORPHANS]:
        terminalreporter.section("golden files that no test asks for: delete them, or claim them in a test", red=True)
        terminalreporter.write("".join(f"golden/{path}\n" for path in config.stash[ORPHANS]))


def _full(config: pytest.Config) -> bool:
    narrowed = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise", "collectonly", "maxfail")
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not any(config.getoption(name, None) for name in narrowed)


def _lines(text: str) -> list[str]:
    return text.replace("\r", "\\r").split("\n")


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_bytes() != text.encode():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
