"""How a server prints the definition's expressions, remembered where they were applied, so that it need not be asked again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

import msgspec

from schemac.dialect.own_tables import OwnTable
from schemac.dialect.record import Dialect, Question
from schemac.model.names import Ref
from schemac.model.raw import RawStatement
from schemac.session import Session

_ROWS = 200
_MARKS = "renames that are done"


def recall(session: Session, memory: OwnTable, questions: Iterable[Question]) -> dict[tuple[Ref, str], str]:
    """Return the remembered answers to the questions; none where nothing was ever applied."""
    if not session.query(memory.exists):
        return {}
    known = {str(key): str(answer) for key, answer in session.query(f"SELECT question, answer FROM {memory.name}")}
    found = {}
    for question in questions:
        answer = known.get(_key(question.ref, question.attribute, question.sql))
        if answer is not None:
            found[question.ref, question.attribute] = answer
    return found


def remember(session: Session, memory: OwnTable, questions: Iterable[Question], dialect: Dialect) -> None:
    """Keep what stands live in place of each question's expression; only for expressions known to be in place there."""
    answers: Mapping[str, str] = {_key(question.ref, question.attribute, question.sql): question.live for question in questions}
    if not answers:
        return
    for statement in memory.create:
        session.execute(statement)
    rows = sorted(answers.items())
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        keys = ", ".join(dialect.literal(key) for key, _ in part)
        values = ", ".join(f"({dialect.literal(key)}, {dialect.literal(answer)})" for key, answer in part)
        session.execute(f"DELETE FROM {memory.name} WHERE question IN ({keys})")
        session.execute(f"INSERT INTO {memory.name} (question, answer) VALUES {values}")


def remembered_statements(session: Session, memory: OwnTable) -> list[RawStatement]:
    """Return the statements that were run as a definition gave them, and not taken back."""
    if not session.query(memory.exists):
        return []
    rows = session.query(f"SELECT answer FROM {memory.name} WHERE question LIKE 'statement:%'")
    return sorted((msgspec.json.decode(str(answer), type=RawStatement) for (answer,) in rows), key=lambda item: item.name)


def keep_statement(session: Session, memory: OwnTable, name: str, item: RawStatement | None, dialect: Dialect) -> None:
    """Remember statements that have been run; forget them where they have been taken back."""
    if item is None and not session.query(memory.exists):
        return
    for statement in memory.create:
        session.execute(statement)
    key = dialect.literal(f"statement:{hashlib.sha256(name.encode()).hexdigest()[:48]}")
    session.execute(f"DELETE FROM {memory.name} WHERE question = {key}")
    if item is not None:
        answer = dialect.literal(msgspec.json.encode(item).decode())
        session.execute(f"INSERT INTO {memory.name} (question, answer) VALUES ({key}, {answer})")


def recall_marks(session: Session, memory: OwnTable) -> frozenset[str]:
    """Return the marks of what must not be done twice; none where nothing was ever applied."""
    if not session.query(memory.exists):
        return frozenset()
    rows = session.query(f"SELECT answer FROM {memory.name} WHERE question = '{_MARKS}'")
    return frozenset(str(rows[0][0]).split()) if rows else frozenset()


def remember_marks(session: Session, memory: OwnTable, marks: Collection[str], dialect: Dialect) -> None:
    """Keep these marks, and no others; one statement does it, so that none is forgotten where there is no transaction."""
    kept = dialect.literal(" ".join(sorted(marks))) if marks else ""
    if not kept and not session.query(memory.exists):
        return
    for statement in memory.create if kept else ():
        session.execute(statement)
    if not kept:
        session.execute(f"DELETE FROM {memory.name} WHERE question = '{_MARKS}'")
    elif session.query(f"SELECT 1 FROM {memory.name} WHERE question = '{_MARKS}'"):
        session.execute(f"UPDATE {memory.name} SET answer = {kept} WHERE question = '{_MARKS}'")
    else:
        session.execute(f"INSERT INTO {memory.name} (question, answer) VALUES ('{_MARKS}', {kept})")


def _key(ref: Ref, attribute: str, sql: str) -> str:
    """Return the question's identity: what it is about and how the definition says it."""
    return hashlib.sha256("\0".join((*ref, attribute, sql)).encode()).hexdigest()
