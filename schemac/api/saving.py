"""Writing several files: all of them, or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def save(files: Mapping[Path, str | None]) -> None:
    """Write the texts of files and delete those with None; when anything goes wrong, every file is as it was.

    Raises OSError. A link is written through, and a file keeps its mode.
    """
    targets = {Path(os.path.realpath(path)): text for path, text in files.items()}
    staged: dict[Path, Path] = {}
    kept: dict[Path, bytes | None] = {}
    folders: list[Path] = []
    try:
        for path, text in targets.items():
            folders += _make_folders(path.parent)
            if text is not None:
                staged[path] = _staged(path, text)
        for path in targets:
            before = path.read_bytes() if path.exists() else None
            kept[path] = before
            if path in staged:
                staged[path].replace(path)
            else:
                path.unlink(missing_ok=True)
    except BaseException:
        _undo(kept, staged, folders)
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones that were not there, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _staged(path: Path, text: str) -> Path:
    """Write a text beside the file that it will be, down to the disk, and return where."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(number, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    Path(name).chmod(mode)
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _undo(kept: Mapping[Path, bytes | None], staged: Mapping[Path, Path], folders: list[Path]) -> None:
    """Bring back what was there, and leave nothing else behind."""
    for path, before in kept.items():
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(before)
    for path in staged.values():
        path.unlink(missing_ok=True)
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
