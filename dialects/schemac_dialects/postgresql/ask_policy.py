"""A policy's expression as the server prints it, asked of a temporary table that has the columns of the policy's own."""

from __future__ import annotations

from schemac.dialect import Question
from schemac.model.relations import Policy
from schemac.model.sql_text import rename
from schemac_dialects.postgresql.parens import read


def policy_statement(question: Question, policy: Policy, table: str, name: str) -> str:
    """Return the statement that makes a policy of one expression on the temporary table, which stands in for the policy's own."""
    sql = rename(question.sql, {policy.table: table})
    clause = "FOR INSERT WITH CHECK" if question.attribute == "check" else "USING"
    return f"CREATE POLICY {name} ON pg_temp.{table} {clause} ({sql})"


def policy_text(text: str, policy: Policy, table: str) -> str:
    """Return an answer with the policy's own table in the place of the temporary one."""
    return read(rename(text, {table: policy.table}))
