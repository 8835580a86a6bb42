"""The real command in a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_NORMAL = (
    (re.compile(r"in \d+\.\d+ s\b"), "in N s"),
    (re.compile(r'"seconds": [\d.]+'), '"seconds": N'),
    (re.compile(r"SQLite \d[\d.]*"), "SQLite N"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00  \S+@\S+"), "TIME  ann@desk"),
    (re.compile(r'"tool": "[\d.]+"'), '"tool": "N"'),
    (re.compile(r"· \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d"), "· DAY to DAY"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00  (\w+ +\w+ +)\S+@\S+"), r"TIME  \1ann@desk"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a command said and how it ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> str:
        """All that a person would have seen."""
        return self.stdout + self.stderr


def schemac(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Result:
    """Return what `schemac` says in a folder, with nobody there to answer questions; only the variables given, and those of a system."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT"}}
    variables = {**kept, "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1", **(environment or {})}
    command = [sys.executable, "-m", "schemac", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=120
    )
    return Result(done.returncode, done.stdout, done.stderr)


def normal(text: str, folder: Path) -> str:
    """Return a text without what differs from run to run: seconds, the folder, the version of SQLite."""
    text = text.replace(str(folder), "FOLDER")
    for pattern, replacement in _NORMAL:
        text = pattern.sub(replacement, text)
    return text
