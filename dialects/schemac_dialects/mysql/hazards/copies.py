"""MY101, MY201 to MY209: changes for which InnoDB copies the table, or makes its writers wait."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Check, Column, ForeignKey, Index, Table
from schemac_dialects.mysql.costs import copies, heaviest


def copied(deed: Deed) -> Iterator[Found]:
    """Find a change that copies the table and that no other rule names."""
    change = deed.change
    if copies(change, deed.can) and not isinstance(change.after, Check | ForeignKey | Table) and not _own(deed):
        yield Found(f"{change.ref}: the table is copied while writers wait")


def _own(deed: Deed) -> bool:
    """Tell whether a rule of its own speaks of the change."""
    before, after = deed.change.before, deed.change.after
    if not isinstance(after, Column):
        return False
    if isinstance(before, Column) and before.type != after.type:
        return after.type.startswith(("enum(", "set(", "varchar("))
    return deed.change.verb is Verb.ADD


def implicit(deed: Deed) -> Iterator[Found]:
    """Find a column for which the server would make up values."""
    after = deed.change.after
    if (
        deed.change.verb is Verb.ADD
        and isinstance(after, Column)
        and not after.nullable
        and after.default is None
        and after.identity is None
        and after.generated is None
    ):
        yield Found(f"column {deed.change.ref.path} may not be null and has no default: rows that stand get 0 or an empty text")


def expression(deed: Deed) -> Iterator[Found]:
    """Find a new column with a default that is computed for each row."""
    after = deed.change.after
    if (
        deed.change.verb is Verb.ADD
        and isinstance(after, Column)
        and after.generated is None
        and after.identity is None
        and copies(deed.change, deed.can)
    ):
        yield Found(f"column {deed.change.ref.path} has a computed default: the table is copied while writers wait")


def varchar(deed: Deed) -> Iterator[Found]:
    """Find a varchar that shrinks, or whose length needs a second byte."""
    before, after = deed.change.before, deed.change.after
    if (
        isinstance(before, Column)
        and isinstance(after, Column)
        and before.type != after.type
        and copies(deed.change, deed.can)
        and before.type.startswith("varchar(")
        and after.type.startswith("varchar(")
    ):
        yield Found(f"column {deed.change.ref.path} from {before.type} to {after.type}: the table is copied while writers wait")


def foreign_key(deed: Deed) -> Iterator[Found]:
    """Find a foreign key that is checked while the table is copied."""
    after = deed.change.after
    if deed.change.verb is not Verb.DROP and isinstance(after, ForeignKey):
        yield Found(
            f"foreign key {after.name} on {deed.where}: the table is copied while writers wait, as long as foreign_key_checks is on"
        )


def check(deed: Deed) -> Iterator[Found]:
    """Find a check that is enforced at once."""
    after = deed.change.after
    if deed.change.verb is not Verb.DROP and isinstance(after, Check) and after.enforced:
        yield Found(f"check {after.name} on {deed.where}: the table is copied while writers wait")


def shared(deed: Deed) -> Iterator[Found]:
    """Find an index that can only be built while writers wait."""
    after = deed.change.after
    if deed.change.verb is Verb.ADD and isinstance(after, Index) and heaviest(deed.change, deed.can).blocks:
        yield Found(f"index {after.name} on {deed.where} is {after.method}: writers wait until it is built")


def stored(deed: Deed) -> Iterator[Found]:
    """Find a column that is computed and stored."""
    after = deed.change.after
    if isinstance(after, Column) and after.generated is not None and after.generated.stored and copies(deed.change, deed.can):
        yield Found(f"column {deed.change.ref.path} is computed and stored: the table is copied while writers wait")


def converted(deed: Deed) -> Iterator[Found]:
    """Find a table whose engine, character set or collation changes."""
    if isinstance(deed.change.after, Table) and deed.change.verb is Verb.ALTER and copies(deed.change, deed.can):
        yield Found(f"{deed.change.ref} is converted: it is copied while writers wait, and values may not fit the new character set")


_ONLINE = "https://dev.mysql.com/doc/refman/en/innodb-online-ddl-operations.html"
_SAFE = "no ALGORITHM spares this change the copy: choose a quiet hour, or copy in the background (gh-ost, pt-online-schema-change)"


def _rule(code: str, name: str, summary: str, why: str, safe: str = _SAFE) -> Explained:
    return Explained(code=code, name=name, severity=Severity.WARNING, summary=summary, why=why, safe=safe, reference=_ONLINE)


_COPY = "The server copies the table row by row, and every writer waits."
COPIED = Rule(_rule("MY201", "table-copied", "a change that needs ALGORITHM=COPY", _COPY), copied)
IMPLICIT_VALUE = Rule(
    _rule(
        "MY101",
        "implicit-value",
        "a column that may not be null and has no default is added",
        "The server fills it with 0, an empty text or a zero date, which nobody has written.",
        "give it a default, or add it nullable, fill it, then set `nullable: false`",
    ),
    implicit,
)
EXPRESSION_DEFAULT = Rule(_rule("MY203", "expression-default", "a column with a computed default is added", _COPY), expression)
VARCHAR_BYTES = Rule(
    _rule(
        "MY204",
        "varchar-outgrows-byte",
        "a VARCHAR shrinks, or grows beyond 255 bytes, where its length takes a second byte",
        _COPY + " 255 bytes are 63 characters of utf8mb4, 85 of utf8mb3, 255 of latin1.",
        "stay on the same side of 255 bytes",
    ),
    varchar,
)
FOREIGN_KEY_COPIES = Rule(
    _rule(
        "MY205",
        "foreign-key-copies",
        "a foreign key is added while foreign_key_checks is on",
        _COPY,
        "choose a quiet hour; with foreign_key_checks=0 the server adds it in place, but holds no row from before to it, then or later",
    ),
    foreign_key,
)
CHECK_COPIES = Rule(
    _rule("MY206", "check-copies", "a check is added and enforced at once", _COPY, "on MySQL, add it NOT ENFORCED first"), check
)
INDEX_SHARED = Rule(
    _rule("MY207", "index-blocks-writes", "a FULLTEXT or SPATIAL index is built", "Writers wait until it is built.", "choose a quiet hour"),
    shared,
)
STORED_COPIES = Rule(
    _rule("MY208", "stored-column-copies", "a computed, stored column is added or changed", _COPY, "make it VIRTUAL, and index it"), stored
)
TABLE_CONVERTED = Rule(
    _rule("MY209", "table-converted", "the storage engine, character set or collation of a table changes", _COPY), converted
)
