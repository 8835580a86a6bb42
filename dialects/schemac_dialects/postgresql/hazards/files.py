"""What the reader's own rules say of themselves: transactions, timeouts, names, rows, and a second run."""

from __future__ import annotations

from schemac.dialect.file_rules import COMMON
from schemac.dialect.rules import Explained
from schemac.model.plan import Severity

_PG = "https://www.postgresql.org/docs/current/"


def _rule(
    code: str, name: str, severity: Severity, summary: str, why: str, safe: str, page: str, versions: str = "", *, optional: bool = False
) -> Explained:
    return Explained(
        code=code,
        name=name,
        severity=severity,
        summary=summary,
        why=why,
        safe=safe,
        reference=_PG + page,
        versions=versions,
        optional=optional,
    )


EXPLAINED = {
    rule.code: rule
    for rule in (
        *(COMMON[code] for code in ("ST106", "ST107", "ST108", "ST109")),
        _rule(
            "PG103",
            "concurrently-in-transaction",
            Severity.DANGER,
            "CONCURRENTLY inside a transaction",
            "The server refuses it, and the file stops there.",
            "put it in a file of its own that runs without a transaction (`-- schemac: no-transaction`)",
            "sql-createindex.html",
        ),
        _rule(
            "PG107",
            "reindex-not-concurrent",
            Severity.WARNING,
            "REINDEX without CONCURRENTLY",
            "Writers of the table wait, and readers who would use the index.",
            "REINDEX ... CONCURRENTLY, in no transaction",
            "sql-reindex.html",
        ),
        _rule(
            "PG108",
            "table-rewritten",
            Severity.WARNING,
            "VACUUM FULL or CLUSTER",
            "The table is written anew under the ACCESS EXCLUSIVE lock.",
            "use pg_repack, or REPACK CONCURRENTLY where the server has it",
            "sql-vacuum.html",
        ),
        _rule(
            "PG115",
            "repack-exists",
            Severity.WARNING,
            "VACUUM FULL or CLUSTER on a server that has REPACK",
            "REPACK (CONCURRENTLY) does the same while others work on.",
            "REPACK (CONCURRENTLY) table",
            "sql-vacuum.html",
            "19 and later",
        ),
        _rule(
            "PG307",
            "validated-in-one-transaction",
            Severity.WARNING,
            "a constraint is added NOT VALID and validated in one transaction",
            "The lock of ADD CONSTRAINT is held to the end of the transaction, so also while every row is read.",
            "VALIDATE CONSTRAINT in a transaction of its own",
            "sql-altertable.html",
        ),
        _rule(
            "PG316",
            "no-lock-timeout",
            Severity.NOTE,
            "a statement that locks runs without lock_timeout",
            "It queues behind the longest query, and everybody who comes later queues behind it.",
            "SET lock_timeout = '3s' first, and try again where it runs out",
            "runtime-config-client.html#GUC-LOCK-TIMEOUT",
            optional=True,
        ),
        _rule(
            "PG317",
            "no-statement-timeout",
            Severity.NOTE,
            "a statement that locks runs without statement_timeout",
            "A statement that takes longer than thought holds its lock as long.",
            "SET statement_timeout first",
            "runtime-config-client.html#GUC-STATEMENT-TIMEOUT",
            optional=True,
        ),
        _rule(
            "PG321",
            "enum-label-without-place",
            Severity.NOTE,
            "ALTER TYPE ... ADD VALUE without BEFORE or AFTER",
            "The label sorts last, which nobody may have meant.",
            "say BEFORE or AFTER which label",
            "sql-altertype.html",
            optional=True,
        ),
        _rule(
            "PG322",
            "enum-label-used-early",
            Severity.DANGER,
            "a new label of an enum is used in the transaction that adds it",
            "The server refuses it: unsafe use of a new value.",
            "add the label in a transaction of its own",
            "sql-altertype.html",
        ),
        _rule(
            "ST101",
            "not-rerunnable",
            Severity.NOTE,
            "a statement outside a transaction fails when the file is run again",
            "A file that stopped half way cannot be run once more.",
            "IF EXISTS, IF NOT EXISTS, or a transaction around the file",
            "sql-begin.html",
            optional=True,
        ),
        _rule(
            "ST102",
            "transaction-nesting",
            Severity.WARNING,
            "a transaction is begun inside another, or one is ended that was not begun",
            "The server warns and does nothing, or ends the transaction of whoever runs the file.",
            "leave BEGIN and COMMIT to one side: the file, or whoever runs it",
            "sql-begin.html",
        ),
        _rule(
            "ST103",
            "transaction-not-committed",
            Severity.DANGER,
            "a transaction that the file begins is not ended",
            "Everything in it is rolled back when the connection closes, without a word.",
            "end the file with COMMIT",
            "sql-commit.html",
        ),
        _rule(
            "ST104",
            "column-given-twice",
            Severity.DANGER,
            "a column is assigned, listed or defined twice",
            "The server refuses it.",
            "name each column once",
            "sql-update.html",
        ),
        _rule(
            "NM107",
            "name-too-long",
            Severity.WARNING,
            "a name is longer than the server keeps",
            "The server cuts it, and two names may become one.",
            "choose a shorter name",
            "sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
        ),
        _rule(
            "NM108",
            "schema-not-said",
            Severity.NOTE,
            "a table is written without its schema",
            "Which table is meant is up to the search_path of whoever runs the file.",
            "write schema.table",
            "ddl-schemas.html",
            optional=True,
        ),
    )
}
