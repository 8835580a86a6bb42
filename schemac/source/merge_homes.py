"""The file in which a person would look for a new object: with its kind, or in one of its own where its kind has that custom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from schemac.source.building import Place
from schemac.source.document import FileDocument
from schemac.source.write_split import file_name, holder_of, home_of


class Homes:
    """The customs of one definition: which objects of which section stand in which file."""

    def __init__(self, documents: Sequence[FileDocument], going: Mapping[tuple[str, str], Place]) -> None:
        """Look through the files; `going` are objects that will not be there any more, and do not count."""
        self._main = Path(documents[0].name).absolute()
        self._keys: dict[str, dict[str, Path]] = {}
        self._made: dict[str, Path] = {}
        for document in documents:
            for section, entries in document.data.items():
                for key in _names(entries) if isinstance(entries, dict | list) else ():
                    self._keys.setdefault(section, {})[key] = Path(document.name).absolute()
        for section, key in going:
            if len(self._keys.get(section, {})) > 1:
                self._keys[section].pop(key, None)

    def of(self, section: str, key: str, entry: object) -> Path:
        """Return the file for a new object."""
        found = self._beside_holder(section, key, entry) or self._own(section, key, entry) or self._with_its_kind(section, key)
        self._made[key] = found
        return found

    def _beside_holder(self, section: str, key: str, entry: object) -> Path | None:
        """Return the file of the table or view that an object hangs on, unless objects of its kind stand elsewhere."""
        holder = holder_of(section, key, entry)
        if not holder:
            return None
        there = {each: path for part in ("tables", "views", "materialized_views") for each, path in self._keys.get(part, {}).items()}
        placed = self._keys.get(section, {})
        custom = all(path == there.get(holder_of(section, name, entry), path) for name, path in placed.items())
        return (self._made.get(holder) or there.get(holder)) if custom else None

    def _own(self, section: str, key: str, entry: object) -> Path | None:
        """Return a new file where each object of the kind has one, or tables have and nothing of the kind is there yet."""
        placed = {each.partition("(")[0]: path for each, path in self._keys.get(section, {}).items()}
        name = key.partition("(")[0] if "(" in key else key
        if name in placed and "(" in key:
            return placed[name]
        if placed:
            folder = self._folder(placed)
            return None if folder is None else folder / f"{file_name(self._short(name, placed))}.yaml"
        home = home_of(section, key, entry, {})
        if home is None or self._folder(self._keys.get("tables", {})) is None:
            return None
        return self._main.parent / home.folder / f"{file_name(home.name)}.yaml"

    def _folder(self, placed: Mapping[str, Path]) -> Path | None:
        """Return the folder of files that hold one object each; None where they do not."""
        each = Counter(placed.values())
        own = bool(each) and self._main not in each and max(each.values()) == 1
        alone = own and (len(each) > 1 or all(path.stem in {file_name(key), file_name(_bare(key))} for key, path in placed.items()))
        return Counter(path.parent for path in placed.values()).most_common(1)[0][0] if alone else None

    @staticmethod
    def _short(name: str, placed: Mapping[str, Path]) -> str:
        """Return the name that a file is called by: without the namespace where the others are called so."""
        bare = all(path.stem == file_name(_bare(key)) for key, path in placed.items()) and any("." in key for key in placed)
        return _bare(name) if bare else name

    def _with_its_kind(self, section: str, key: str) -> Path:
        """Return the file that holds most objects of the kind, those of one namespace counting first."""
        placed = self._keys.get(section, {})
        space = key.rpartition(".")[0]
        near = {each: path for each, path in placed.items() if each.rpartition(".")[0] == space} or placed
        return Counter(near.values()).most_common(1)[0][0] if near else self._main


def _bare(key: str) -> str:
    return key.rpartition(".")[2]


def _names(entries: dict[str, Any] | list[Any]) -> list[str]:
    """Return the names of a section's objects in either spelling."""
    if isinstance(entries, dict):
        return list(entries)
    return [str(each.get("name", "")) if isinstance(each, dict) else str(each) for each in entries]
