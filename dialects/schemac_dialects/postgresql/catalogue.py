"""The catalogue read in bulk: one query for each kind of thing, in one snapshot, none of them per table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from schemac.model.plan import Unmodelled
from schemac.session import Session

Row = tuple[Any, ...]

_FOLDER = Path(__file__).parent / "catalog"
_SINCE = re.compile(r"/\*(\d+)\*/(.*?)/\*else\*/(.*?)/\*end\*/", re.DOTALL)
_QUERIES = (
    "namespaces",
    "extensions",
    "types",
    "relations",
    "columns",
    "defaults",
    "constraints",
    "indexes",
    "names",
    "sequences",
    "comments",
    "census",
    "depends",
)
_RARE = (
    "inherits",
    "not_nulls",
    "policies",
    "composites",
    "ranges",
    "collations",
    "statistics",
    "publications",
    "routines",
    "aggregates",
    "triggers",
    "rules",
    "event_triggers",
    "foreign",
    "subscriptions",
    "roles",
    "owners",
    "grants",
    "default_privileges",
    "callers",
    "outsiders",
    "sundry",
)
"""What most databases have none of: one query tells which of them are there, and only those are asked for."""

_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""All queries see one state of the database, and write nothing."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rows of every query, and what several of them are read with.

    comments: by catalogue, object and number of the column (0 for the object itself).
    collations, opclasses: the SQL name by oid; operator classes that are a type's default one are not among them.
    """

    database: str
    user: str
    release: str
    version: tuple[int, ...]
    rows: dict[str, list[Row]]
    comments: dict[tuple[str, int, int], str]
    collations: dict[int, str]
    opclasses: dict[int, str]

    def comment(self, catalogue: str, oid: int, column: int = 0) -> str | None:
        """Return the comment on an object or on one of its columns."""
        return self.comments.get((catalogue, oid, column))


def read(session: Session) -> Catalogue:
    """Return the whole catalogue as of one moment. Raises DatabaseError."""
    with session.transaction(_SNAPSHOT):
        database, release, number, user = session.query(_query("server", 0))[0]
        major = number // 10000
        present = {name for (name,) in session.query(_query("present", major))}
        rows = {name: session.query(_query(name, major)) if name in present else [] for name in _RARE}
        rows |= {name: session.query(_query(name, major)) for name in _QUERIES}
    names = rows["names"]
    return Catalogue(
        database=database,
        user=user,
        release=release.split()[0],
        version=(major, number % 10000),
        rows=rows,
        comments={(catalogue.removeprefix("pg_catalog."), oid, column): text for catalogue, oid, column, text in rows["comments"]},
        collations={oid: _spelled(namespace, name) for kind, oid, namespace, name in names if kind == "collation"},
        opclasses={oid: _spelled(namespace, name) for kind, oid, namespace, name in names if kind == "opclass"},
    )


def space(namespace: str) -> str:
    """Return a namespace as the model calls it: `public` is the default one."""
    return "" if namespace == "public" else namespace


def noted(kind: str, name: str, namespace: str = "", table: str = "") -> Unmodelled:
    """Return a line of the census."""
    return Unmodelled(kind=kind, name=name, namespace=namespace, table=table)


def parameter(value: object) -> object:
    """Return a storage parameter as a number or a boolean where the server prints it as one; `on` stays a word, to be said again."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"-?\d+", value):
        return int(value)
    if re.fullmatch(r"-?\d+\.\d+", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value)


def parameters(options: Sequence[str] | None) -> dict[str, object]:
    """Return the storage parameters that a catalogue holds as `name=value`."""
    pairs = (option.partition("=") for option in options or ())
    return {name: parameter(value) for name, _, value in sorted(pairs)}


def _spelled(namespace: str, name: str) -> str:
    """Return a name, or in a namespace of its own the SQL for both."""
    quoted = name.replace('"', '""')
    return f'"{namespace}"."{quoted}"' if namespace else name


@cache
def _query(name: str, major: int) -> str:
    """Return a query as one version understands it: what stands between `/*15*/` and `/*else*/` is for versions from 15 on."""
    text = (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return _SINCE.sub(lambda match: match[2] if major >= int(match[1]) else match[3], text)
