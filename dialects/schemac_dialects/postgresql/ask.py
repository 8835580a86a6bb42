"""The server asked to print expressions in its own words: temporary objects, read back, all rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemac.dialect import Question
from schemac.errors import DatabaseError
from schemac.model.names import Ref
from schemac.model.objects import Domain, View
from schemac.model.programs import Routine, Rule, Trigger
from schemac.model.relations import MaterializedView, Policy
from schemac.model.schema import Schema
from schemac.model.tables import Column, Table
from schemac.session import Session
from schemac_dialects.postgresql.ask_more import MORE_ANSWERS, more_statements, more_text, routine_statements
from schemac_dialects.postgresql.ask_policy import policy_statement, policy_text
from schemac_dialects.postgresql.defaults import printed
from schemac_dialects.postgresql.parens import read, stable
from schemac_dialects.postgresql.quoting import quote

_LOST = "SC405"
_ANSWERS = """
SELECT 'c' || conname, pg_get_expr(conbin, conrelid) FROM pg_constraint
WHERE connamespace = pg_my_temp_schema() AND conname ~ '^schemac_q' AND contype = 'c'
UNION ALL
SELECT CASE WHEN a.attgenerated = '' THEN 'd' ELSE 'g' END || c.relname || '.' || a.attname, pg_get_expr(d.adbin, d.adrelid)
FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE c.relnamespace = pg_my_temp_schema() AND c.relname ~ '^schemac_t'
UNION ALL
SELECT 'i' || c.relname, coalesce(pg_get_expr(i.indpred, i.indrelid), pg_get_indexdef(i.indexrelid, 1, false))
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = pg_my_temp_schema() AND c.relname ~ '^schemac_q'
UNION ALL
SELECT 'v' || c.relname, pg_get_viewdef(c.oid) FROM pg_class c
WHERE c.relnamespace = pg_my_temp_schema() AND c.relname ~ '^schemac_q' AND c.relkind = 'v'
UNION ALL
SELECT 'p' || c.relname || '.' || p.polname, coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = pg_my_temp_schema() AND p.polname ~ '^schemac_q'
UNION ALL
SELECT 't' || t.typname, pg_get_expr(t.typdefaultbin, 0) FROM pg_type t
WHERE t.typnamespace = pg_my_temp_schema() AND t.typname ~ '^schemac_q' AND t.typtype = 'd'
"""
_HELD = (Trigger, Rule)


@dataclass(slots=True)
class _Sheet:
    """What is to be made, and where the answer to each question will be found.

    tables: a temporary table for each holder that has questions. made: the statements, in order.
    """

    tables: dict[Ref, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    places: dict[str, Question] = field(default_factory=dict)

    def table(self, holder: Table) -> str:
        """Return the temporary table with the columns of a holder; each column is a statement, so that one may fail alone."""
        found = self.tables.get(holder.ref)
        if found is None:
            found = self.tables[holder.ref] = f"schemac_t{len(self.tables)}"
            self.made.append(f"CREATE TEMP TABLE {found} ()")
            self.made += [f"ALTER TABLE pg_temp.{found} ADD COLUMN {quote(column.name)} {column.type}" for column in holder.columns]
        return found


def ask(session: Session, questions: Sequence[Question], schema: Schema) -> Mapping[tuple[Ref, str], str]:  # noqa: ARG001 - others need the schema
    """Return the server's text for each question that it can answer; nothing is left behind, and no table is locked against anybody.

    Raises DatabaseError only where the connection is lost.
    """
    sheet = _Sheet()
    for number, question in enumerate(questions):
        for prefix, name, statement in _statements(question, f"schemac_q{number}", sheet):
            sheet.made.append(statement)
            if prefix:
                sheet.places[prefix + name] = question
    if not sheet.made:
        return {}
    session.execute("BEGIN")
    try:
        _make(session, sheet.made)
        rows = session.query(_ANSWERS + MORE_ANSWERS)
    finally:
        session.roll_back()
    found = [(key[1:], sheet.places[key], text) for key, text in rows if key in sheet.places and text is not None]
    return {(question.ref, question.attribute): _text(question, text, name, sheet) for name, question, text in found}


def _text(question: Question, text: str, name: str, sheet: _Sheet) -> str:
    """Return an answer as `inspect` writes what it reads; `name` is that of the temporary object."""
    subject = question.subject
    holder = subject if isinstance(subject, Table) else question.holder
    more = more_text(question, text, name, sheet.tables.get(holder.ref, "") if holder is not None else "")
    if more is not None:
        return more
    if isinstance(subject, View | MaterializedView):
        return stable(text).strip().rstrip(";")
    if isinstance(subject, Policy) and question.holder is not None:
        return policy_text(text, subject, sheet.tables[question.holder.ref])
    if question.attribute == "default" and isinstance(subject, Column | Domain):
        return printed(text, subject.type, is_domain=True) or text
    return read(text)


def _statements(question: Question, name: str, sheet: _Sheet) -> Iterator[tuple[str, str, str]]:
    """Go through the objects that hold a question's expression: where the answer is found, and how the object is made."""
    subject, holder, sql = question.subject, question.holder, question.sql
    if isinstance(subject, Routine):
        yield from routine_statements(question, name.removeprefix("schemac_q"))
    elif isinstance(subject, Table):
        yield from more_statements(question, name, sheet.table(subject))
    elif isinstance(subject, _HELD) and isinstance(holder, Table):
        yield from more_statements(question, name, sheet.table(holder))
    elif isinstance(subject, View):
        columns = f" ({', '.join(quote(column) for column in subject.columns)})" if subject.columns else ""
        yield "v", name, f"CREATE TEMP VIEW {name}{columns} AS {sql}"
    elif isinstance(subject, MaterializedView):
        yield "v", name, f"CREATE TEMP VIEW {name} AS {sql}"
    elif isinstance(subject, Policy) and isinstance(holder, Table):
        table = sheet.table(holder)
        yield "p", f"{table}.{name}", policy_statement(question, subject, table, name)
    elif isinstance(subject, Domain):
        yield from _domain(question, subject, name)
    elif isinstance(holder, Table):
        table = sheet.table(holder)
        yield from _part(question, table, name, subject)


def _domain(question: Question, domain: Domain, name: str) -> Iterator[tuple[str, str, str]]:
    if question.attribute == "default":
        yield "t", name, f"CREATE DOMAIN pg_temp.{name} AS {domain.type} DEFAULT {question.sql}"
    else:
        yield "c", name, f"CREATE DOMAIN pg_temp.{name} AS {domain.type} CONSTRAINT {name} CHECK ({question.sql})"


def _part(question: Question, table: str, name: str, subject: object) -> Iterator[tuple[str, str, str]]:
    match question.attribute, subject:
        case attribute, _ if attribute == "sql" or attribute.startswith("tables."):
            yield "c", name, f"ALTER TABLE pg_temp.{table} ADD CONSTRAINT {name} CHECK ({question.sql})"
        case "default", Column() as column:
            yield "d", f"{table}.{column.name}", f"ALTER TABLE pg_temp.{table} ALTER COLUMN {quote(column.name)} SET DEFAULT {question.sql}"
        case "generated", Column() as column:
            added = f"ADD COLUMN {name} {column.type} GENERATED ALWAYS AS ({question.sql}) STORED"
            yield "g", f"{table}.{name}", f"ALTER TABLE pg_temp.{table} {added}"
        case "where", _:
            yield "i", name, f"CREATE INDEX {name} ON pg_temp.{table} ((1)) WHERE {question.sql}"
        case attribute, _ if attribute.startswith("keys."):
            yield "i", name, f"CREATE INDEX {name} ON pg_temp.{table} (({question.sql}))"
        case _:
            return


def _make(session: Session, statements: Sequence[str]) -> None:
    """Run the statements together; where the server refuses them, halve by halve, until only what it refuses is left out."""
    together = ";\n".join(["SAVEPOINT schemac_ask", *statements, "RELEASE SAVEPOINT schemac_ask"])
    try:
        session.execute(together)
    except DatabaseError as error:
        if any(problem.code == _LOST for problem in error.problems):
            raise
        session.execute("ROLLBACK TO SAVEPOINT schemac_ask; RELEASE SAVEPOINT schemac_ask")
        if len(statements) > 1:
            middle = len(statements) // 2
            _make(session, statements[:middle])
            _make(session, statements[middle:])
