"""The two records that a dialect's folder fills: `Dialect`, offline, and `Engine`, for what needs a server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemac.dialect.capabilities import Capabilities
from schemac.dialect.own_tables import OwnTables
from schemac.dialect.row_words import RowWords
from schemac.dialect.rules import Explained, Rule
from schemac.dialect.scripts import Piece
from schemac.errors import DatabaseError
from schemac.model.change import Action, Change, Work
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.model.names import Name, Ref
from schemac.model.objects import Object
from schemac.model.plan import Cost, Size
from schemac.model.rows import Value
from schemac.model.schema import Schema
from schemac.model.tables import Part
from schemac.model.trash import InTrash, Trash
from schemac.session import DatabaseURL, Session


class Unsupported(Exception):  # noqa: N818 - not an error but an answer: the core turns it into a problem with a position
    """The engine has no such thing. `remedy` says what to write instead."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        """Carry the reason and the way out."""
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class NativeType:
    """A type in an engine's own spelling, as its catalogue prints it.

    loss: what the mapping does not keep, if anything. check: a condition that keeps the type's values where the engine's own type holds
    more (`{column}` stands for the column's name), in the engine's own SQL.
    """

    text: str
    loss: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Legalizing:
    """What legalising may look at: the state before (renames already made) and after, and what the server can do and holds besides.

    prune: whether what only the database holds is taken away.
    online: tables, as they are called after renames, that are to be changed without making others wait for long.
    own: objects in the definition's own words, where `desired` says them in the live database's.
    casts: for columns that change their type, how the values are carried over, where somebody has decided it.
    fills: for columns that become not null, or are added so, what rows get that have no value.
    Both are SQL of the engine, by the columns' names after renames.
    trash: what is kept of what is dropped, and what comes back; None where there is no trash.
    """

    current: Schema
    desired: Schema
    capabilities: Capabilities
    inspection: Inspection | None = None
    prune: bool = False
    online: frozenset[Name] = frozenset()
    own: Mapping[Ref, Object] = field(default_factory=dict)
    casts: Mapping[Ref, str] = field(default_factory=dict)
    fills: Mapping[Ref, str] = field(default_factory=dict)
    trash: Trash | None = None


@dataclass(frozen=True, slots=True)
class Trashed:
    """Works that keep in the trash what they drop, and fill again what comes back: those that come first, all others, those at the end."""

    works: list[Work]
    first: tuple[Work, ...] = ()
    last: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class TrashWords:
    """How an engine keeps what is dropped.

    space, prefix: the namespace that all of it is in, and how every name there begins.
    types: the kinds of type that can be kept too, where a kept table has them.
    works: the works, made so that what `Legalizing.trash` names is kept or comes back.
    """

    space: str
    prefix: str
    works: Callable[[Sequence[Work], Legalizing], Trashed]
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LiveTrash:
    """What is asked of a database about its trash.

    present: how large the tables are that are in it, and 0 for what is no table, by name.
    used: the types that tables in it have.
    emptying: the statements that drop something in it for good; empty for what something else in it needs still.
    """

    present: Callable[[Session], Mapping[str, Size]]
    emptying: Callable[[Session, InTrash], tuple[str, ...]]
    used: Callable[[Session], frozenset[Ref]] = lambda _: frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """All that is known of one database without a server.

    name, title: `postgresql`, `PostgreSQL`.
    sqlglot: the name under which sqlglot knows its expressions.
    speaks: expression dialects (values of `database.expressions`) whose SQL text and types are taken as this engine's own.
    templates: folders of `*.sql.j2`, searched in order.
    capabilities: those of the newest version known.
    quote: an identifier as SQL, in quotes where it needs them. literal: a text as an SQL string literal.
    native_type: `(text, own, schema)`: a type as written to this engine's spelling; `own` tells that the text is this engine's own; the
        schema holds the enums, domains and so on that a type may name. Raises Unsupported.
    normalize: the last step of putting a definition in this engine's terms: fill in what the engine would, fold what it folds.
    legalize: changes to the work that this engine can do.
    online: the works, in their order, with those on the tables of `Legalizing.online` made so that others need not wait; None for an
        engine that has no such ways.
    cost: what one action costs on this engine.
    canonical: an expression of this engine in a form that two spellings of one meaning share; None where it cannot be read.
    words: for each kind, the native words that a definition may use under `dialects:`, with one line of explanation each.
    silent: native words of columns that are left as the database has them where a definition leaves them out.
    sql_words: native words of tables whose values are SQL, or lists of such texts, so that the server may print them otherwise.
    spell_type: a native type as a person would write it in a definition.
    script: statements to put before and after a plan that a person runs by hand.
    filters: further filters for the templates.
    separator: what ends a statement in a script for the engine's own client.
    opaque: the beginnings of statements that sqlglot cannot read and that are known to be right (`ALTER TYPE`).
    quoted_text: whether a word in double quotes that names nothing is a text there.
    loose_values: whether a column takes values of any type, whatever its own.
    system_columns: columns that every table has without saying so, which an expression may speak of.
    unlike: types (printed, without lengths) whose columns do not compare as text does: where an expression speaks of one, its canonical
        form decides nothing, and the server is asked.
    prints_one_line: whether the server forgets the line breaks of a query, so that any may be written.
    rules: what is dangerous about a statement on this engine alone: its locks, scans and copies.
    embedded: whether a database is made out of nothing, without a server.
    pieces: a file of SQL as the statements and commands that the engine's own client would send; None for a compile-only dialect.
    value: a value of a row as SQL for a column of a native type; None where this engine writes it as most do (see `dialect.values`).
    engine: where ENGINE is (`schemac_dialects.sqlite.live:ENGINE`), empty for a compile-only dialect.
    file_rules: what the reader finds besides in SQL files: how statements stand to each other, as each rule explains itself.
    trash: how dropped things are kept for a while; None for an engine without a trash.
    reader: where READER is, which reads SQL files that somebody else wrote; empty for an engine whose files are not read.
    """

    name: str
    title: str
    sqlglot: str
    templates: tuple[Path, ...]
    capabilities: Capabilities
    quote: Callable[[str], str]
    literal: Callable[[str], str]
    native_type: Callable[[str, bool, Schema], NativeType]
    normalize: Callable[[Definition, Capabilities], Definition]
    legalize: Callable[[Sequence[Change], Legalizing], list[Work]]
    cost: Callable[[Action, Capabilities], Cost]
    canonical: Callable[[str], str | None]
    speaks: frozenset[str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    sql_words: frozenset[str] = frozenset()
    spell_type: Callable[[str], str] = str
    script: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    filters: Mapping[str, Callable[..., str]] = field(default_factory=dict)
    separator: str = ";"
    opaque: tuple[str, ...] = ()
    quoted_text: bool = False
    loose_values: bool = False
    system_columns: frozenset[str] = frozenset()
    unlike: frozenset[str] = frozenset()
    prints_one_line: bool = False
    rules: tuple[Rule, ...] = ()
    online: Callable[[Sequence[Work], Legalizing], list[Work]] | None = None
    file_rules: tuple[Explained, ...] = ()
    embedded: bool = False
    pieces: Callable[[str], Sequence[Piece]] | None = None
    value: Callable[[Value, str], str | None] | None = None
    trash: TrashWords | None = None
    engine: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """An expression of a definition whose meaning the server is asked to print in its own words.

    subject: the object or part that holds it (a check, a column with a default, an index, a view), as desired; `holder` is the table of a
    part. attribute: which of its expressions: `sql`, `default`, `generated`, `where`, `keys.N` for the Nth key of an index, or
    `options.WORD.N` for the Nth text of one of a table's native words. live: the text that stands in its place in the database.
    """

    ref: Ref
    attribute: str
    sql: str
    subject: Object | Part
    holder: Object | None = None
    live: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """All that is known of one database and needs a server.

    connect: opens a session. Raises DatabaseError.
    capabilities: what a server of this version can do.
    inspect: reads the whole database in a number of queries that does not grow with it, in one snapshot.
    ask: the server's own text for each question it can answer, found without leaving a trace; questions it cannot answer are left out.
    lock: one writer at a time; raises BusyError when another one works.
    own: the tables of schemac's own.
    rows: how rows are taken, shown and compared.
    lock_wait: sets for how many seconds the statements of a session wait for locks, or that they wait without end.
    read_for: the rows of a query that may read for so many seconds; raises DatabaseError after that.
    sizes: how large those of the named tables are that are there, asked in one query.
    atomic: what surrounds statements that may share a transaction (it begins, commits, rolls back).
    stamp: a text that is another whenever the schema has changed, for an engine whose lock holds nobody off while a plan is made; it is
        asked again inside the transaction that runs the plan. None where the lock is enough.
    driver: what SQLAlchemy calls the driver of the connections (`psycopg`).
    trash: what is asked about what is kept of dropped things.
    scratch: lends the URL of an empty database on the server of a URL, and drops it at the end.
    embedded: lends the URL of a server of its own that stops at the end, for an engine that can be had as a library; raises UsageError
        (SC501) where that is not installed.
    liken: gives the second session's empty database what the first one's has besides its schema, such as a character set.
    done_already: whether an error says that a statement has nothing to do any more (what it makes is there, what it drops is not), for an
        engine that commits each change of the schema by itself, so that nobody can know of one that was under way when its sender died.
    outside: whether an error says that a statement cannot run inside a transaction.
    dialect_of: the name of the dialect that the session's server really speaks, where a URL cannot tell (a `mysql://` URL may lead to
        MariaDB); None where there is no doubt.
    """

    connect: Callable[[DatabaseURL], Session]
    capabilities: Callable[[Session], Capabilities]
    inspect: Callable[[Session], Inspection]
    ask: Callable[[Session, Sequence[Question], Schema], Mapping[tuple[Ref, str], str]]
    lock: Callable[[Session], AbstractContextManager[None]]
    atomic: Callable[[Session], AbstractContextManager[None]]
    own: OwnTables
    rows: RowWords
    sizes: Callable[[Session, Collection[Name]], Mapping[Name, Size]]
    lock_wait: Callable[[Session, float | None], None]
    read_for: Callable[[Session, str, float], list[tuple[Any, ...]]]
    driver: str
    trash: LiveTrash
    scratch: Callable[[DatabaseURL], AbstractContextManager[DatabaseURL]]
    embedded: Callable[[], AbstractContextManager[DatabaseURL]] | None = None
    liken: Callable[[Session, Session], None] | None = None
    done_already: Callable[[DatabaseError], bool] = lambda _: False
    outside: Callable[[DatabaseError], bool] = lambda _: False
    dialect_of: Callable[[Session], str] | None = None
    stamp: Callable[[Session], str] | None = None
