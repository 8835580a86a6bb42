"""Definitions of several files."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac.errors import Position, SchemaError
from schemac.model.names import Ref
from schemac.source import load

TABLE = "tables: {%s: {columns: {id: {type: int, primary_key: true}}}}\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files and return the path of the first."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder / next(iter(files))


def complaints(path: Path) -> list[tuple[str, str]]:
    """Return code and place of everything that is wrong."""
    with pytest.raises(SchemaError) as failure:
        load(path)
    return [(problem.code, str(problem.position)) for problem in failure.value.problems]


def test_globs_are_relative_to_their_file_and_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are found beside the file that includes them, each once, and positions name them as a person would."""
    monkeypatch.chdir(tmp_path)
    path = write(
        tmp_path,
        {
            "schemas/app.yaml": "schemac: 1\ninclude: ['tables/*.yaml', tables/a.yaml, '../other.yaml']\n",
            "schemas/tables/a.yaml": TABLE % "a",
            "schemas/tables/b.yaml": "include: '*.yaml'\n" + TABLE % "b",
            "other.yaml": TABLE % "c",
        },
    )

    definition = load(path)

    assert ["a", "b", "c"] == [table.name for table in definition.schema.tables]
    assert Position("schemas/tables/a.yaml", 1, 10) == definition.locate(Ref("table", "", "a"))
    assert Position("other.yaml", 1, 10) == definition.locate(Ref("table", "", "c"))


def test_an_object_of_two_files_is_an_error_at_the_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second definition is refused and the first is named."""
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, {"app.yaml": "include: b.yaml\n" + TABLE % "a", "b.yaml": TABLE % "a"})

    with pytest.raises(SchemaError) as failure:
        load(path)

    assert "b.yaml:1:10: error[SC201]: table a is defined twice (it is first defined in app.yaml:2:10)" == str(failure.value)


def test_files_that_include_each_other_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A circle of includes is told with its way round."""
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, {"a.yaml": "include: [b.yaml]\n", "b.yaml": "include: [a.yaml]\n"})

    with pytest.raises(SchemaError, match=r"b\.yaml:1:11: error\[SC121\].*a\.yaml → b\.yaml → a\.yaml"):
        load(path)


def test_an_include_that_finds_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A glob and a name that match no file are told where they stand."""
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, {"a.yaml": "include: ['x/*.yaml', b.yaml]\n"})

    assert [("SC120", "a.yaml:1:11"), ("SC120", "a.yaml:1:23")] == complaints(path)


def test_a_broken_file_does_not_make_references_to_it_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file cannot be read, references are not blamed for what it may hold; everything else is still told."""
    monkeypatch.chdir(tmp_path)
    path = write(
        tmp_path,
        {
            "a.yaml": "include: [b.yaml]\ntables: {x: {columns: {y: {type: int, references: lost.id, nul: 1}}}}\n",
            "b.yaml": "tables: {lost: {\n",
        },
    )

    assert [("SC110", "a.yaml:2:60"), ("SC101", "b.yaml:2:1")] == sorted(complaints(path), key=lambda each: each[1])


def test_settings_of_two_files_are_put_together(tmp_path: Path) -> None:
    """Blocks of settings add up; the same word with two values is an error."""
    one = write(tmp_path, {"a.yaml": "include: b.yaml\ndatabase: {name: shop}\n", "b.yaml": "database: {targets: [sqlite]}\n"})
    definition = load(one)

    assert ("shop", ("sqlite",)) == (definition.name, definition.targets)
    write(tmp_path, {"b.yaml": "database: {name: other}\n"})
    assert ["SC201"] == [code for code, _ in complaints(one)]
