"""From one definition to another: both drawn, with what of the first became what of the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

from tests.conformance.vocabulary import mysql, portable, postgresql, postgresql_programs, sqlite
from tests.conformance.vocabulary.drawing import Drawing, Family, Words, quoted, spelled

FAMILIES: Mapping[str, Sequence[Family]] = {
    "postgresql": (*postgresql.TABLES, *postgresql_programs.PROGRAMS),
    "mariadb": mysql.MARIADB,
    "mysql": mysql.MYSQL,
    "sqlite": sqlite.FAMILIES,
}
RENAMED = (
    "views",
    "materialized_views",
    "sequences",
    "domains",
    "composites",
    "functions",
    "events",
    "statistics",
    "collations",
    "publications",
)
"""Sections whose objects may become one another; tables, columns and enums come besides."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Two definitions, as a user would write them; the second may say what its objects were called in the first."""

    one: Words
    other: Words


def _families(draw: st.DrawFn, engine: str) -> list[Family]:
    """Return up to four of the things that only one engine has."""
    return draw(st.lists(st.sampled_from(FAMILIES[engine]), unique=True, min_size=1, max_size=4))


def _drawn(draw: st.DrawFn, engine: str, families: Sequence[Family]) -> Drawing:
    """Return a drawing with tables, and with most of what is to be in it."""
    drawing = Drawing(draw, engine)
    portable.portable(drawing)
    for family in families:
        if drawing.number(0, 3):
            family(drawing)
    return drawing


@st.composite
def definitions(draw: st.DrawFn, engine: str) -> Words:
    """A whole definition."""
    return _drawn(draw, engine, _families(draw, engine)).made


@st.composite
def journeys(draw: st.DrawFn, engine: str) -> Journey:
    """Two definitions with much in common; often the second says what was renamed on the way."""
    families = _families(draw, engine)
    one, other = (_drawn(draw, engine, families) for _ in range(2))
    if other.flip():
        _rename_tables(one, other)
        for section in RENAMED:
            before, after = one.made.get(section, {}), other.made.get(section, {})
            for new, old in _moves(other, _plain(before), _plain(after)).items():
                after[new]["renamed_from"] = old.partition("(")[0]
        _rename_enums(one, other)
    return Journey(one.made, other.made)


def _plain(section: Words) -> list[str]:
    """Return the names of a section that are not in a namespace: a rename does not leave it."""
    return [name for name in section if "." not in name and isinstance(section[name], dict)]


def _rename_tables(one: Drawing, other: Drawing) -> None:
    """Let tables that every engine has become one another, and their columns too."""
    was = _moves(other, one.portable, other.portable)
    for name in other.portable:
        old = was.get(name, name)
        table = other.tables[spelled(name)]
        if name in was:
            table["renamed_from"] = quoted(old)
        if old not in one.portable or (name not in was and name in was.values()):
            continue
        before = one.tables[spelled(old)]
        for family in portable.FAMILIES:
            columns = [[key for key in side["columns"] if key in family] for side in (before, table)]
            for new, former in _moves(other, *columns).items():
                table["columns"][new]["renamed_from"] = former
        for part in ("indexes", "constraints"):
            for new, former in _moves(other, [*before.get(part, {})], [*table.get(part, {})]).items():
                if _alike(before[part][former], table[part][new]):
                    table[part][new]["renamed_from"] = former


def _alike(before: Words, after: Words) -> bool:
    """Tell whether two parts of a table are of one kind."""
    kinds = {"columns", "check", "unique", "exclude", "primary_key", "foreign_key"}
    return before.keys() & kinds == after.keys() & kinds


def _rename_enums(one: Drawing, other: Drawing) -> None:
    """Let enums become one another, and their labels."""
    before, after = one.made.get("enums", {}), other.made.get("enums", {})
    was = _moves(other, _plain(before), _plain(after))
    for name in _plain(after):
        if name in was:
            after[name]["renamed_from"] = was[name]
        old = before.get(was.get(name, name))
        if old is None or (name not in was and name in was.values()):
            continue
        labels = _moves(other, old["values"][1:], after[name]["values"][1:])
        after[name]["values"] = [
            {"name": label, "renamed_from": labels[label]} if label in labels else label for label in after[name]["values"]
        ]


def _moves(d: Drawing, before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """Return old names by new ones: a chain from one that goes to one that comes, and some that change places."""
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    both = d.some([name for name in before if name in after]) if set(before) & set(after) else []
    found: dict[str, str] = {}
    if gone and come and d.flip():
        along = d.number(0, len(both))
        found |= {new: old for old, new in pairwise((gone[0], *both[:along], come[0]))}
        both = both[along:]
    if len(both) > 1 and d.flip():
        found |= {new: old for old, new in pairwise((*both, both[0]))}
    return found
