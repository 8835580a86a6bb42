"""MariaDB's own ways of printing what it was told."""

from __future__ import annotations

from dataclasses import replace as replace_rules

from msgspec.structs import replace

from schemac.model.tables import Check, ForeignKey
from schemac_dialects.mysql.defaults import bare, folded, is_call, is_literal
from schemac_dialects.mysql.folding import RULES as MYSQL

NOW = "current_timestamp({})"


def default(sql: str, native: str) -> str | None:
    """Return a default as MariaDB prints it: what is neither a value nor a call in parentheses."""
    made = folded(sql, native, NOW)
    if made is None or is_literal(made) or is_call(made):
        return made
    return f"({made})"


def check(part: Check) -> Check:
    """Return a check as MariaDB keeps it."""
    return replace(part, sql=bare(part.sql))


def foreign_key(part: ForeignKey) -> ForeignKey:
    """Return a foreign key as MariaDB keeps it: RESTRICT is what it does where nothing is said."""
    explicit = {word.strip() for word in str(part.options.get("explicit", "")).split(",")}
    return replace(
        part,
        on_delete="no action" if part.on_delete == "restrict" else part.on_delete,
        on_update="no action" if part.on_update == "restrict" else part.on_update,
        options={"explicit": ", ".join(sorted(explicit & {"on_delete", "on_update"}))} if explicit - {""} else {},
    )


RULES = replace_rules(
    MYSQL,
    title="MariaDB",
    now=NOW,
    default=default,
    expression=bare,
    check=check,
    foreign_key=foreign_key,
    generated_not_null=False,
    heads=True,
    computed_since=(10, 2, 1),
    says_charset=False,
)
