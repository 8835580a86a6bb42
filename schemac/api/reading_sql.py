"""Reading SQL: files of statements run on a database made for them, and what that database has then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from schemac.api.planning import Database, opened_at
from schemac.dialect import Dialect, Verdict, for_session, for_url, load, load_engine
from schemac.errors import DatabaseError, Problem, SchemaError, UsageError
from schemac.model.inspection import Inspection
from schemac.session import DatabaseURL, Session, parse_url
from schemac.source.document import Lines
from schemac.source.files import decode, read_bytes, shown


@dataclass(frozen=True, slots=True)
class Script:
    """A text of SQL and what to call it in messages."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """What some scripts make of an empty database, and what in them says nothing of a schema, by what it is and how often."""

    database: Database
    inspection: Inspection
    left_out: tuple[tuple[str, int], ...]


def scripts_of(paths: Sequence[Path]) -> list[Script]:
    """Return the texts of files. Raises SchemaError where one cannot be read."""
    return [Script(shown(path), decode(shown(path), read_bytes(path, shown(path)))) for path in paths]


def scratch_url(dialect: str | None, scratch: str | None) -> DatabaseURL:
    """Return where a database can be made. Raises UsageError (SC035) where a server is needed and none is named."""
    if scratch:
        return parse_url(scratch)
    if dialect is None:
        hint = "--dialect sqlite, or --scratch postgresql://localhost/postgres: a database is made there, and dropped at the end"
        raise UsageError(Problem("SC035", "nothing says which engine's SQL this is", hint=hint))
    found = load(dialect)
    load_engine(found)
    if not found.embedded:
        hint = f"--scratch {found.name}://user@host/database: an empty database is made on that server, and dropped at the end"
        raise UsageError(Problem("SC035", f"only a server reads all of {found.title}'s SQL, and none is named", hint=hint))
    return parse_url(f"{found.name}://")


@contextmanager
def read_scripts(
    scripts: Sequence[Script], url: DatabaseURL, *, name: str, then: Callable[[Database], None] | None = None
) -> Iterator[Read]:
    """Run scripts on an empty database of a server, and lend what it has then; the database is dropped at the end.

    then: what else to make there once the scripts have run. name: what the database is called in the definition.
    Raises SchemaError (SC036, SC037) at the statement that the server refuses or that reaches beyond the database, and DatabaseError
    where the server cannot be reached.
    """
    base = for_url(url)
    with load_engine(base).scratch(url) as place:
        session = load_engine(base).connect(place)
        try:
            dialect = for_session(base, session)
            left_out: Counter[str] = Counter()
            for script in scripts:
                left_out.update(_run(session, script, dialect))
            if then is not None:
                engine = load_engine(dialect)
                then(Database(session, dialect, engine, engine.capabilities(session)))
        finally:
            session.close()
        # a session of its own, because scripts change settings that decide how the server prints
        with opened_at(place) as database:
            found = replace(database.inspect(), name=name)
            yield Read(database, found, tuple(sorted(left_out.items())))


def _run(session: Session, script: Script, dialect: Dialect) -> Iterator[str]:
    """Run what a script says of a schema; give what it says besides, a word a piece."""
    lines = Lines(script.name, script.text)
    for piece in dialect.pieces(script.text) if dialect.pieces is not None else ():
        if piece.verdict is Verdict.REFUSE:
            message = f"`{_beginning(piece.sql)}` is not run"
            raise SchemaError(Problem("SC037", message, lines.at(piece.offset), piece.reason, lines.line(piece.offset)))
        if piece.verdict is Verdict.SKIP:
            if piece.reason:
                yield piece.reason
            continue
        try:
            session.execute(piece.sql)
        except DatabaseError as error:
            first = error.problems[0]
            message = f"{dialect.title} refuses `{_beginning(piece.sql)}`: {first.message}"
            raise SchemaError(Problem("SC036", message, lines.at(piece.offset), _advice(first), lines.line(piece.offset))) from error


def _beginning(sql: str) -> str:
    """Return the first words of a statement."""
    words = sql.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _advice(problem: Problem) -> str:
    """Return what to do about a refusal."""
    text = problem.message.lower()
    if "role" in text and "does not exist" in text:
        return "create the role on the scratch server, or dump with --no-owner --no-privileges"
    if "extension" in text and ("not available" in text or "could not open" in text):
        return "install the extension on the scratch server"
    return problem.hint or "mend the statement, or take it out of the file"
