"""The files of a definition with some of its objects changed, added or taken out; the rest keeps its bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemac.errors import Problem, SchemaError
from schemac.source.building import Place
from schemac.source.document import FileDocument, held
from schemac.source.edit_tree import Entry, read_places
from schemac.source.files import Edited, covers, matching
from schemac.source.merge_anchors import with_anchors
from schemac.source.merge_homes import Homes
from schemac.source.merge_rights import kept, missing
from schemac.source.merge_text import MISSING, Merger
from schemac.source.prune import COLLECTIONS
from schemac.source.write import file_text, listed
from schemac.source.write_yaml import Block


@dataclass(frozen=True, slots=True)
class Edit:
    """What a definition says of one object, before and after.

    section, key: where house style has it. base: what stands for the text as it is, MISSING where all of it is to be written anew.
    new: what it becomes, None where the object goes. place: where it stands now, None for a new one. keeping: see `Merger`.
    """

    section: str
    key: str
    base: Any
    new: Any
    place: Place | None
    keeping: frozenset[str] = frozenset()


Lists = Mapping[str, Sequence[Any]]
"""The sections that are lists of things without a name, with all that they hold from now on."""


def merged_files(documents: Sequence[FileDocument], edits: Sequence[Edit], lists: Lists, *, moving: bool) -> Edited:
    """Return the new text of each file that changes, and None for one in which nothing is left.

    lists: sections of which single things cannot be told apart: what is in both stays, wherever it stands.
    moving: whether the order of columns is part of the state. Raises SchemaError (SC191) where an object stands where no edit can reach it.
    """
    homes = Homes(documents, {(edit.section, edit.key): edit.place for edit in edits if edit.place is not None and edit.new is None})
    by_file: dict[Path, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_file[_path(edit.place.document.name) if edit.place is not None else homes.of(edit.section, edit.key, edit.new)].append(edit)
    said = {section: [item for each in documents for item in each.data.get(section, [])] for section in lists}
    new_items = {section: missing(items, kept(said[section], items)) for section, items in lists.items()}
    for section in lists:
        for path in [homes.of(section, "", None), *(_path(each.name) for each in documents if section in each.data)]:
            by_file.setdefault(path, [])
    texts = {_path(document.name): document for document in documents}
    main = _path(documents[0].name)
    found: dict[Path, str | None] = {}
    for path, each in by_file.items():
        document = texts.get(path)
        if document is None:
            found[path] = _new_file(each, path, main)
            continue
        own = {section: kept(document.data.get(section, []), items) for section, items in lists.items()}
        own = {section: items + (new_items[section] if homes.of(section, "", None) == path else []) for section, items in own.items()}
        text = _changed(document, each, own, moving=moving, is_main=path == main)
        if text != document.text:
            found[path] = text
    return _included(documents, found)


def _path(name: str) -> Path:
    return Path(name).absolute()


def _new_file(edits: Sequence[Edit], path: Path, main: Path) -> str:
    """Return the text of a file that was not there."""
    up = "../" * len(path.relative_to(main.parent).parts[:-1]) if path.is_relative_to(main.parent) else "./"
    parts: dict[str, Any] = {}
    for section in COLLECTIONS:
        entries = {edit.key: edit.new for edit in edits if edit.section == section}
        if entries:
            parts[section] = listed(section, dict(sorted(entries.items())))
    return file_text(parts, f"{up or './'}schemac.schema.json")


def _changed(document: FileDocument, edits: Sequence[Edit], lists: Lists, *, moving: bool, is_main: bool) -> str | None:
    """Return the text of a file with its edits made."""
    dos = "\r\n" in document.text and document.text.count("\r\n") == document.text.count("\n")
    text = "\n" + (document.text.replace("\r\n", "\n") if dos else document.text)
    for keeping in dict.fromkeys([frozenset[str](), *(edit.keeping for edit in edits)]):
        chosen = [edit for edit in edits if edit.keeping == keeping]
        root = read_places(text)
        if root is None:
            raise SchemaError(
                Problem("SC191", f"{document.name} is no mapping that could be changed in place", hint="--force writes it anew")
            )
        base, new = _wanted(document, chosen)
        if not keeping:
            base |= {section: document.data[section] for section in lists if section in document.data}
            new |= {section: items for section, items in lists.items() if items}
        merger = Merger(text, moving=moving, keeping=keeping)
        body = merger.entry(Entry(root, 0, root.end), base, new, (), in_flow=root.flow)
        text = with_anchors(text, body + text[root.end :])
    left = read_places(text)
    names = {entry.name for entry in left.entries} if left is not None else set()
    if not is_main and names <= {"schemac"}:
        return None
    return text[1:].replace("\n", "\r\n") if dos else text[1:]


def _wanted(document: FileDocument, edits: Sequence[Edit]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the sections of a file hold before and after, as far as the edits speak of them."""
    base: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for edit in edits:
        there = base.setdefault(edit.section, {})
        then = new.setdefault(edit.section, {})
        name = edit.key if edit.place is None else _name(document, edit)
        if edit.place is not None and edit.base is not MISSING:
            there[name] = edit.base
        if edit.new is not None:
            then[name] = edit.new
        elif edit.base is MISSING:
            there[name] = None
    for section, entries in list(new.items()):
        if section in document.data:
            new[section] = Block(entries)
        else:
            new[section] = listed(section, dict(sorted(entries.items())))
            base.pop(section, None)
    return base, new


def _name(document: FileDocument, edit: Edit) -> str:
    """Return the name under which an object stands in its section."""
    place = edit.place
    if place is None or place.holder is not document.data.get(edit.section):
        what = f"{edit.section} {edit.key} stands where it cannot be changed in place"
        raise SchemaError(Problem("SC191", what, hint=f"write it directly under `{edit.section}:`, without an alias"))
    entry = held(place.holder, place.key)
    return place.key if isinstance(place.key, str) else entry["name"] if isinstance(entry, dict) else str(entry)


def _included(documents: Sequence[FileDocument], found: dict[Path, str | None]) -> Edited:
    """Return the files with includes that lead to the new ones, and none that leads to nothing."""
    if all(text is not None for text in found.values()) and not found.keys() - {_path(document.name) for document in documents}:
        return found
    patterns = {_path(document.name): _patterns(document) for document in documents}
    before = {path: list(each) for path, each in patterns.items()}
    main = next(iter(patterns))
    for path, own in patterns.items():
        patterns[path] = [each for each in own if matching(path.parent / each, found)]
    for path in found:
        if path not in before and not any(covers(holder.parent / each, path) for holder, own in patterns.items() for each in own):
            patterns[main].append(_pattern(path, main, before))
    for path, own in patterns.items():
        if own != before[path] and found.get(path, "") is not None:
            document = next(each for each in documents if _path(each.name) == path)
            found[path] = _with_includes(found.get(path) or document.text, before[path], own)
    return found


def _patterns(document: FileDocument) -> list[str]:
    include = document.data.get("include", [])
    return [include] if isinstance(include, str) else [str(each) for each in include]


def _pattern(path: Path, main: Path, patterns: Mapping[Path, Sequence[str]]) -> str:
    """Return an include for a new file: a glob where globs are the custom, or nothing is yet."""
    place = path.relative_to(main.parent).as_posix() if path.is_relative_to(main.parent) else str(path)
    said = [each for own in patterns.values() for each in own]
    wild = not said or any("*" in each for each in said)
    return f"{place.rpartition('/')[0]}/*.yaml" if wild and "/" in place else place


def _with_includes(text: str, before: list[str], after: list[str]) -> str:
    """Return a file's text with another list of includes."""
    root = read_places("\n" + text)
    if root is None:
        return text
    base = {"include": before} if before else {}
    body = Merger("\n" + text).entry(Entry(root, 0, root.end), base, {"include": after} if after else {}, (), in_flow=root.flow)
    return body[1:] + text[root.end - 1 :]
