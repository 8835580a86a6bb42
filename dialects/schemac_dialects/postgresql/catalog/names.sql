SELECT 'opclass', o.oid::bigint, CASE n.nspname WHEN 'pg_catalog' THEN '' WHEN 'public' THEN '' ELSE n.nspname::text END, o.opcname::text
FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
WHERE NOT o.opcdefault AND o.opcname NOT IN ('varchar_ops', 'cidr_ops')
UNION ALL
SELECT 'collation', o.oid::bigint, CASE n.nspname WHEN 'pg_catalog' THEN '' WHEN 'public' THEN '' ELSE n.nspname::text END, o.collname::text
FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace
