"""Folders of migrations read: schemac's own files, those of other tools, and what is wrong with either."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac.errors import MigrationError
from schemac.migrations import Part, in_order
from schemac.migrations.checksum import checksum
from schemac.migrations.file import Transaction
from schemac.migrations.reading import read_folder

OWN = "-- schemac: migration\n-- version: {version}\n{more}\n-- up\nSELECT {version};\n\n-- down\nSELECT 0;\n"


def put(folder: Path, **files: str) -> Path:
    """Write files, `__` in a name standing for a dot before the ending, and return their folder."""
    for name, text in files.items():
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    return folder


def own(version: str, more: str = "") -> str:
    """Return the text of one of schemac's files."""
    return OWN.format(version=version, more=more)


def refused(folder: Path) -> list[str]:
    """Return the codes of all that is wrong with a folder."""
    with pytest.raises(MigrationError) as error:
        in_order(read_folder(folder))
    return [problem.code for problem in error.value.problems]


def test_a_file_says_what_it_is(tmp_path: Path) -> None:
    """Head and parts are read, each part with the line on which it begins."""
    more = "-- name: add phone\n-- description: for all\n-- depends on: 1, 2\n-- transaction: none"
    (only,) = read_folder(put(tmp_path, a=own("3", more) + "\n-- verify\nSELECT 1;\n-- up sqlite\nSELECT 9;\n"))
    assert (only.version, only.name, only.description, only.depends_on) == ("3", "add phone", "for all", ("1", "2"))
    assert only.transaction is Transaction.NONE
    up, lite, check = only.text(Part.UP, "postgresql"), only.text(Part.UP, "sqlite"), only.text(Part.VERIFY, "sqlite")
    assert [up and up.line, lite and lite.sql.strip(), check and check.sql.strip()] == [8, "SELECT 9;", "SELECT 1;"]


def test_what_other_tools_run_is_read_as_it_is(tmp_path: Path) -> None:
    """Flyway's names, pairs, dbmate's and goose's marks and plain numbers give versions, names and parts."""
    put(
        tmp_path,
        V1_2__first="CREATE TABLE a (i int);",
        U1_2__first="DROP TABLE a;",
        R__views="SELECT 1;",
        **{"0002_second.up": "SELECT 2;", "0002_second.down": "SELECT -2;", "0003_plain": "SELECT 3;"},
    )
    put(tmp_path, **{"20260101_dbmate": "-- migrate:up transaction:false\nSELECT 4;\n-- migrate:down\nSELECT -4;"})
    put(tmp_path, **{"20260102_goose": "-- +goose Up\nSELECT 5;\n-- +goose Down\nSELECT -5;"})
    found = in_order(read_folder(tmp_path))
    assert ["1.2", "0002", "0003", "20260101", "20260102", "R views"] == [each.version for each in found]
    downs = [text.sql.strip() if (text := each.text(Part.DOWN, "sqlite")) else None for each in found]
    assert ["DROP TABLE a;", "SELECT -2;", None, "SELECT -4;", "SELECT -5;", None] == downs
    assert [each.transaction for each in found[3:5]] == [Transaction.NONE, Transaction.FILE]


def test_order_is_by_dependency_and_then_by_number(tmp_path: Path) -> None:
    """10 comes after 9, and what depends on another comes after it whatever its number; the order is always the same."""
    put(tmp_path, a=own("10"), b=own("9", "-- depends on: 7"), c=own("8", "-- depends on: 9"), d=own("7", "-- depends on:"))
    assert ["7", "9", "8", "10"] == [each.version for each in in_order(read_folder(tmp_path))]


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({"a": own("1"), "b": own("1")}, ["SC621"]),
        ({"a": own("1", "-- depends on: 7")}, ["SC623"]),
        ({"a": own("1", "-- depends on: 2"), "b": own("2", "-- depends on: 1")}, ["SC624"]),
        ({"a": "", "b": "  \n"}, ["SC626", "SC626"]),
        ({"a": "-- schemac: migration\n-- up\nSELECT 1;"}, ["SC627"]),
        ({"a": "-- version: 1\nSELECT 1;"}, ["SC627"]),
        ({"a": own("1", "-- transaction: sometimes")}, ["SC627"]),
        ({"a": own("1") + "-- up\nSELECT 2;\n"}, ["SC627"]),
        ({"first": "SELECT 1;"}, ["SC628"]),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, files: dict[str, str], codes: list[str]) -> None:
    """Each fault of a folder has its code, and all of one kind are told at once."""
    assert codes == refused(put(tmp_path, **files))


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    """A file in another encoding is refused with the place of the first wrong byte; a folder that is not there, too."""
    (tmp_path / "1_latin.sql").write_bytes(b"SELECT '\xe9';")
    assert ["SC626"] == refused(tmp_path)
    assert ["SC625"] == refused(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CREATE TABLE a (i int)", "create   table a(\n  i int -- the key\n)", True),
        ("SELECT 'a  b'", "SELECT 'a b'", False),
        ("SELECT 'A'", "SELECT 'a'", False),
        ('SELECT "A"', 'SELECT "a"', False),
        ("SELECT 1 /* one */", "SELECT 1", True),
        ("SELECT '-- no comment'", "SELECT '", False),
        ("DO $$ BEGIN x; END $$", "DO $$ BEGIN  x; END $$", False),
        ("SELECT a.b", "SELECT ab", False),
        ("SELECT 1 2", "SELECT 12", False),
        ("CREATE TABLE a (i int) /*!50100 ENGINE=X */", "CREATE TABLE a (i int)", False),
    ],
)
def test_a_checksum_is_of_what_is_meant(one: str, other: str, same: bool) -> None:
    """Comments, layout and the case of words do not count; whatever is in quotes counts to the letter."""
    assert same == (checksum([one]) == checksum([other]))
