"""The least that a plan can cost: bulk catalogue queries fetched by the driver, and the definition loaded by a stock YAML parser.

Run as a process: `python -m tests.bench.floor_plan FILE URL`. It compares nothing and makes no model.
"""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg
import yaml

QUERIES = (
    "SELECT oid, nspname FROM pg_namespace",
    (
        "SELECT c.oid, c.relname, c.relkind, c.relpersistence, c.reloptions, obj_description(c.oid, 'pg_class') FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_|^information_schema$'"
    ),
    (
        "SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated"
        " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname !~ '^pg_|^information_schema$' AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm')"
    ),
    "SELECT d.adrelid, d.adnum, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d",
    (
        "SELECT objoid, objsubid, description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid WHERE d.classoid = 1259"
        " AND c.oid > 16383"
    ),
    (
        "SELECT conrelid, conname, contype, conkey, confrelid, confkey, confdeltype, confupdtype, condeferrable, convalidated,"
        " CASE WHEN contype = 'c' THEN pg_get_expr(conbin, conrelid) END FROM pg_constraint WHERE oid > 16383"
    ),
    (
        "SELECT indexrelid, indrelid, indisunique, indkey, indoption, indclass, indcollation, pg_get_expr(indexprs, indrelid),"
        " pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid > 16383"
    ),
    "SELECT t.oid, t.typname, t.typtype, t.typnotnull, format_type(t.typbasetype, t.typtypmod) FROM pg_type t WHERE t.oid > 16383",
    "SELECT enumtypid, enumlabel, enumsortorder FROM pg_enum",
    "SELECT seqrelid, seqtypid, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle FROM pg_sequence",
    "SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype FROM pg_depend WHERE objid > 16383",
    "SELECT c.oid, pg_get_viewdef(c.oid) FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.oid > 16383",
    "SELECT oid, proname, prokind FROM pg_proc WHERE oid > 16383",
    "SELECT oid, tgrelid, tgname FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT oid, extname, extversion FROM pg_extension",
)


def main() -> None:
    """Read everything and keep it."""
    path, url = sys.argv[1:]
    text = Path(path).read_text(encoding="utf-8")
    kept = [yaml.load(text, yaml.CSafeLoader)]
    with psycopg.connect(url) as connection:
        kept += [connection.execute(query).fetchall() for query in QUERIES]
    print(len(kept), "answers")


if __name__ == "__main__":
    main()
