"""Partitions, triggers, rules and routines as the server prints them, asked of temporary ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemac.dialect import Question
from schemac.model.programs import Function, Procedure, Routine, Rule, Trigger
from schemac.model.sql_text import rename
from schemac.model.tables import Table
from schemac_dialects.postgresql.bounds import keywords_lowered
from schemac_dialects.postgresql.inspect_programs import behind, condition_and_call
from schemac_dialects.postgresql.parens import stable
from schemac_dialects.postgresql.quoting import quote

MORE_ANSWERS = """
UNION ALL
SELECT 'k' || relname, pg_get_partkeydef(oid) FROM pg_class
WHERE relnamespace = pg_my_temp_schema() AND relname ~ '^schemac_q' AND relkind = 'p'
UNION ALL
SELECT 'b' || relname, pg_get_expr(relpartbound, oid) FROM pg_class
WHERE relnamespace = pg_my_temp_schema() AND relname ~ '^schemac_q' AND relispartition
UNION ALL
SELECT 'w' || t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = pg_my_temp_schema() AND t.tgname ~ '^schemac_q'
UNION ALL
SELECT 'r' || r.rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = pg_my_temp_schema() AND r.rulename ~ '^schemac_q'
UNION ALL
SELECT 'a' || proname, pg_get_function_arguments(oid) FROM pg_proc WHERE pronamespace = pg_my_temp_schema() AND proname ~ '^schemac_qa'
UNION ALL
SELECT 'f' || proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = pg_my_temp_schema() AND proname ~ '^schemac_qb'
"""
_TEMPORARY = re.compile(r"\bpg_temp(?:_\d+)?\.")
Asked = tuple[str, str, str]


def more_statements(question: Question, name: str, table: str) -> Iterator[Asked]:
    """Go through the objects that hold such an expression; `table` is the temporary table that stands in for the holder."""
    subject, sql = question.subject, question.sql
    match question.attribute, subject:
        case "partition_by", Table():
            yield "k", name, f"CREATE TEMP TABLE {name} (LIKE pg_temp.{table}) PARTITION BY {sql}"
        case "values", Table() if isinstance(question.holder, Table):
            yield "", "", f"CREATE TEMP TABLE {name}_of (LIKE pg_temp.{table}) PARTITION BY {question.holder.partition_by}"
            bound = "DEFAULT" if sql == "default" else f"FOR VALUES {sql}"
            yield "b", name, f"CREATE TEMP TABLE {name} PARTITION OF pg_temp.{name}_of {bound}"
        case "when", Trigger():
            events = " OR ".join(subject.events)
            fired = f"{subject.timing} {events} ON pg_temp.{table} FOR EACH {subject.level or 'statement'} WHEN ({sql})"
            yield "w", name, f"CREATE TRIGGER {name} {fired} EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        case "sql", Rule():
            yield "r", name, f"CREATE RULE {name} AS {_on(sql, subject, table)}"
        case _:
            return


def _on(sql: str, rule: Rule, table: str) -> str:
    """Return what a rule says with the temporary table in the place of its own."""
    for space in (rule.namespace or "public", quote(rule.namespace or "public")):
        sql = sql.replace(f"{space}.{quote(rule.table)}", quote(rule.table))
    return rename(sql, {rule.table: table})


def routine_statements(question: Question, number: str) -> Iterator[Asked]:
    """Go through the temporary routines that hold the arguments or the body in question."""
    subject = question.subject
    if not isinstance(subject, Function | Procedure) or question.attribute not in {"arguments", "body"}:
        return
    returns = f" RETURNS {subject.returns}" if isinstance(subject, Function) and subject.returns else ""
    kind = "FUNCTION" if isinstance(subject, Function) else "PROCEDURE"
    if question.attribute == "arguments":
        name = f"schemac_qa{number}"
        yield "a", name, f"CREATE {kind} pg_temp.{name}({question.sql}){returns} LANGUAGE plpgsql AS 'BEGIN END'"
    else:
        name = f"schemac_qb{number}"
        yield "f", name, f"CREATE {kind} pg_temp.{name}({subject.arguments}){returns} LANGUAGE sql {question.sql}"


def more_text(question: Question, text: str, name: str, table: str) -> str | None:
    """Return an answer to such a question as `inspect` writes what it reads; None for another question."""
    match question.attribute, question.subject:
        case "partition_by", Table():
            strategy, _, rest = text.partition(" ")
            return f"{strategy.lower()} {rest}".strip()
        case "values", Table():
            return keywords_lowered(text.removeprefix("FOR VALUES ").strip())
        case "when", Trigger():
            return condition_and_call(text)[0]
        case "sql", Rule() as rule:
            owner = f"{quote(rule.namespace or 'public')}.{quote(rule.table)}"
            said = re.sub(rf"\bTO pg_temp(?:_\d+)?\.{table}\b", lambda _: f"TO {owner}", stable(behind(text, "as")), count=1)
            return rename(_TEMPORARY.sub("", said), {table: rule.table})
        case "arguments" | "body", Routine() as routine:
            text = text.partition("\n LANGUAGE sql\n")[2] or text
            return rename(stable(_TEMPORARY.sub("", text)), {name: routine.name}).strip().rstrip(";")
        case _:
            return None
