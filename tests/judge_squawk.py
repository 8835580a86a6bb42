"""How far the linter agrees with the labels of another linter's test suite: `python -m tests.judge_squawk FILE.jsonl`.

A row has `sql`, `rule`, `kind` (`bad` or `ok`) and `settings`; `RULES` says which of our codes speak of the same thing.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemac.dialect import load, load_reader
from schemac.dialect.reading import Asked
from schemac.linting.policy import Policy
from schemac.linting.run import lint_sql

RULES = {
    "adding-field-with-default": {"PG302"},
    "adding-foreign-key-constraint": {"PG306"},
    "adding-not-null-field": {"PG303"},
    "adding-primary-key-constraint": {"PG104"},
    "adding-required-field": {"MF103"},
    "ban-alter-domain-with-add-constraint": {"PG312"},
    "ban-char-field": {"DL205"},
    "ban-concurrent-index-creation-in-transaction": {"PG103"},
    "ban-create-domain-with-constraint": {"PG319"},
    "ban-drop-column": {"DS103"},
    "ban-drop-database": {"DS101"},
    "ban-drop-not-null": {"DS112"},
    "ban-drop-table": {"DS102"},
    "ban-duplicate-column-assignments": {"ST104"},
    "ban-truncate-cascade": {"DS109"},
    "ban-uncommitted-transaction": {"ST103"},
    "changing-column-type": {"PG301", "BC106"},
    "constraint-missing-not-valid": {"PG104", "PG105", "PG305", "PG306", "PG307"},
    "disallow-unique-constraint": {"PG105"},
    "identifier-too-long": {"NM107"},
    "prefer-bigint-over-int": {"DL202"},
    "prefer-bigint-over-smallint": {"DL203"},
    "prefer-identity": {"DL104"},
    "prefer-repack": {"PG115"},
    "prefer-robust-stmts": {"ST101"},
    "prefer-text-field": {"DL206"},
    "prefer-timestamptz": {"DL207"},
    "renaming-column": {"BC102"},
    "renaming-table": {"BC101"},
    "require-concurrent-index-creation": {"PG101"},
    "require-concurrent-index-deletion": {"PG102"},
    "require-concurrent-partition-detach": {"PG311"},
    "require-concurrent-reindex": {"PG107"},
    "require-enum-value-ordering": {"PG321"},
    "require-table-schema": {"NM108"},
    "require-timeout-settings": {"PG316", "PG317"},
    "transaction-nesting": {"ST102"},
}


def agrees(row: dict[str, Any]) -> bool:
    """Return whether our codes for the row's rule are found exactly where the label says `bad`."""
    return bool(found(row)) is bool(row["kind"] == "bad")


def found(row: dict[str, Any]) -> set[str]:
    """Return which of our codes for the row's rule are found."""
    dialect = load("postgresql")
    said = " ".join(row["settings"])
    version = re.search(r'"(\d+)"', said)
    default = (19,) if row["rule"] == "prefer-repack" and "below" not in row["name"] else (15,)
    can = replace(dialect.capabilities, version=(int(version[1]),) if version else default)
    sql = ast.literal_eval(row["sql"]) if row["sql"].startswith('"') and row["sql"].endswith('"') else row["sql"]
    sql = sql.replace("-- squawk-disable-assume-in-transaction", "-- schemac: no-transaction")
    asked = Asked(can, "assume_in_transaction" in said, ())
    codes = {hazard.code for hazard in lint_sql("f.sql", sql, dialect, load_reader(dialect), asked, Policy(everything=True)).found}
    wanted = RULES[row["rule"]]
    if "only_lock" in row["name"] or "only_statement" in row["name"]:
        wanted = {"PG316"} if "only_lock" in row["name"] else {"PG317"}
    return codes & wanted


def main(path: str) -> None:
    """Print the rows that disagree, and the share that agrees."""
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    wrong = [row for row in rows if not agrees(row)]
    for row in wrong:
        sys.stdout.write(
            f"{row['rule']} {row['name']}: labelled {row['kind']}, found {sorted(found(row)) or 'nothing'}: {row['sql'].strip()[:200]!r}\n"
        )
    sys.stdout.write(f"{len(rows) - len(wrong)} of {len(rows)} agree ({100 * (len(rows) - len(wrong)) / len(rows):.1f} %)\n")


if __name__ == "__main__":
    main(sys.argv[1])
