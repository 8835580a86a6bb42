"""What is in the trash of a live PostgreSQL database."""

from __future__ import annotations

from collections.abc import Mapping

from schemac.model.names import Ref
from schemac.model.plan import Size
from schemac.model.trash import InTrash
from schemac.session import Session
from schemac_dialects.postgresql.quoting import literal, quote

_PRESENT = """
SELECT c.relname::text,
  coalesce((SELECT sum(pg_relation_size(p.relid)) FROM pg_partition_tree(c.oid) p), pg_relation_size(c.oid))::bigint,
  coalesce(
    (SELECT sum(nullif(k.reltuples, -1)) FROM pg_partition_tree(c.oid) p JOIN pg_class k ON k.oid = p.relid), nullif(c.reltuples, -1)
  )::bigint
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'schemac_trash' AND c.relkind IN ('r', 'p')
UNION ALL
SELECT t.typname::text, 0, NULL FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE n.nspname = 'schemac_trash' AND (t.typtype IN ('e', 'd') OR c.relkind = 'c')
"""
_USED = """
SELECT DISTINCT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'composite' END,
  CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname END::text, t.typname::text
FROM pg_namespace s JOIN pg_class c ON c.relnamespace = s.oid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type e ON e.oid = a.atttypid
JOIN pg_type t ON t.oid = CASE WHEN e.typcategory = 'A' THEN e.typelem ELSE e.oid END
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE s.nspname = 'schemac_trash' AND t.typtype IN ('e', 'd', 'c')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac_trash')
"""
_NEEDED = """
SELECT 1 FROM pg_depend d JOIN pg_type t ON t.oid = d.refobjid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE d.refclassid = 'pg_type'::regclass AND d.deptype = 'n' AND n.nspname = 'schemac_trash' AND t.typname = {} LIMIT 1
"""


def in_trash(session: Session) -> Mapping[str, Size]:
    """Return how large the tables in the trash are, and the types that are there for them."""
    return {str(name): Size(bytes=int(size), rows=None if rows is None else int(rows)) for name, size, rows in session.query(_PRESENT)}


def used(session: Session) -> frozenset[Ref]:
    """Return the types of the database's own that tables in the trash have."""
    return frozenset(Ref(str(kind), str(namespace), str(name)) for kind, namespace, name in session.query(_USED))


def emptying(session: Session, thing: InTrash) -> tuple[str, ...]:
    """Return what drops something in the trash for good; nothing for a type that a table there still has.

    A partition may have gone with its table.
    """
    place = f"{quote(thing.space)}.{quote(thing.name)}"
    if thing.kind in {"table", "column"}:
        counts = f"{quote(thing.space)}.{quote(f'{thing.number}_counts of it')}"
        return f"DROP TABLE IF EXISTS {place}", f"DROP TABLE IF EXISTS {counts}"
    if session.query(_NEEDED.format(literal(thing.name))):
        return ()
    return (f"DROP {'DOMAIN' if thing.kind == 'domain' else 'TYPE'} {place}",)
