"""What only the server can tell: how it prints an expression, asked with a temporary table that is gone at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from schemac.dialect import Question
from schemac.errors import DatabaseError
from schemac.model.names import Ref
from schemac.model.objects import View
from schemac.model.schema import Schema
from schemac.model.tables import Check, Column, Index, Table
from schemac.session import Session
from schemac_dialects.mysql.expanding import same_to_server
from schemac_dialects.mysql.partitions import bounds, with_bounds
from schemac_dialects.mysql.queries import same_query
from schemac_dialects.mysql.quoting import quote
from schemac_dialects.mysql.reading import Reader, text
from schemac_dialects.mysql.shown import Shown, read_shown

PROBE = "_schemac_probe"
"""The temporary table's name; it hides nothing, because such names are schemac's own."""

Answers = dict[tuple[Ref, str], str]


def ask(session: Session, questions: Sequence[Question], schema: Schema, reader: Reader) -> Mapping[tuple[Ref, str], str]:
    """Return the server's own text for the questions that it can answer without leaving a trace.

    One temporary table a table asked about. A view cannot be temporary: its query is compared with the live one here, name by name, and
    where that does not do, by what the server understands of both.
    """
    answers: Answers = {}
    by_table: dict[Ref, list[Question]] = defaultdict(list)
    partitions: list[Question] = []
    for question in questions:
        if isinstance(question.subject, View):
            live = question.live
            if live and (same_query(question.sql, live, schema) or same_to_server(session, question.sql, live)):
                answers[question.ref, question.attribute] = question.live
        elif isinstance(question.subject, Table):
            partitions.append(question)
        elif isinstance(question.holder, Table):
            by_table[question.holder.ref].append(question)
    for group in by_table.values():
        answers |= _about(session, group, reader)
    return answers | _about_partitions(session, partitions)


def _about_partitions(session: Session, questions: Sequence[Question]) -> Answers:
    """Return the answers about partitions: the server keeps the values of their bounds, which it is asked to work out at once."""
    computed = {sql: None for question in questions for sql in bounds(question.sql)}
    if not computed:
        return {}
    try:
        row = session.query(f"SELECT {', '.join(computed)}")[0]
    except DatabaseError:
        return {}
    values = dict(zip(computed, row, strict=True))
    return {
        (question.ref, question.attribute): question.live for question in questions if with_bounds(question.sql, values) == question.live
    }


def _about(session: Session, questions: Sequence[Question], reader: Reader) -> Answers:
    """Return the answers about one table; where the server refuses one of the expressions, the others are asked alone."""
    holder = questions[0].holder
    if not isinstance(holder, Table):
        return {}
    try:
        shown = _shown(session, holder, questions)
    except DatabaseError:
        found: Answers = {}
        if len(questions) > 1:
            for question in questions:
                found |= _about(session, [question], reader)
        return found
    answers: Answers = {}
    for at, question in enumerate(questions):
        answer = _answer(shown, question, at, reader)
        if answer is not None:
            answers[question.ref, question.attribute] = answer
    return answers


def _shown(session: Session, holder: Table, questions: Sequence[Question]) -> Shown:
    """Return what the server prints of a temporary table that holds the expressions. Raises DatabaseError where it refuses one."""
    session.execute(probe_table(holder, questions))
    try:
        row = session.query(f"SHOW CREATE TABLE {PROBE}")[0]
    finally:
        session.execute(f"DROP TEMPORARY TABLE {PROBE}")
    return read_shown(text(row[1]))


def probe_table(holder: Table, questions: Sequence[Question]) -> str:
    """Return the statement that makes the temporary table: the holder's bare columns, and what is asked about."""
    asked: dict[tuple[str, str], str] = {(question.ref.name, question.attribute): question.sql for question in questions}
    lines = [_column(column, asked) for column in holder.columns]
    for at, question in enumerate(questions):
        match question.subject:
            case Check():
                lines.append(f"CONSTRAINT {PROBE}_{at} CHECK ({question.sql})")
            case Index():
                lines.append(f"KEY {PROBE}_{at} (({question.sql}))")
            case _:
                continue
    options = "".join(
        f" {word} {holder.options[name]}"
        for name, word in (("charset", "CHARACTER SET"), ("collation", "COLLATE"))
        if name in holder.options
    )
    return f"CREATE TEMPORARY TABLE {PROBE} ({', '.join(lines)}){options}"


def _column(column: Column, asked: Mapping[tuple[str, str], str]) -> str:
    """Return a column with its type, its collation, and what is asked about."""
    parts = [quote(column.name), column.type]
    if column.collation:
        parts.append(f"COLLATE {column.collation}")
    generated, default = asked.get((column.name, "generated")), asked.get((column.name, "default"))
    if generated is not None:
        parts.append(f"GENERATED ALWAYS AS ({generated}) VIRTUAL")
    else:
        parts.append("NULL")
    if default is not None:
        parts.append(f"DEFAULT {default}")
    return " ".join(parts)


def _answer(shown: Shown, question: Question, at: int, reader: Reader) -> str | None:
    """Return the server's text for one question."""
    match question.subject:
        case Check():
            found = shown.checks.get(f"{PROBE}_{at}")
        case Index():
            found = shown.keys.get(f"{PROBE}_{at}")
        case Column() if question.attribute == "generated":
            found = shown.generated.get(question.subject.name)
        case Column():
            default = shown.defaults.get(question.subject.name)
            return None if default is None else reader.default(default, question.subject.type)
        case _:
            return None
    return None if found is None else reader.shown(found)
