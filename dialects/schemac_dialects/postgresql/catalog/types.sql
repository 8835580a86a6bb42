SELECT t.oid::bigint, n.nspname::text, t.typname::text, t.typtype::text,
  CASE t.typtype WHEN 'e' THEN ARRAY(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder) END,
  CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
  t.typnotnull,
  pg_get_expr(t.typdefaultbin, 0),
  CASE WHEN t.typtype = 'd' AND t.typcollation <> 0 AND t.typcollation <> b.typcollation THEN t.typcollation::bigint ELSE 0 END
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
  AND t.typtype IN ('e', 'd', 'c', 'r', 'b')
  AND (c.oid IS NULL OR c.relkind = 'c')
  AND NOT (t.typtype = 'b' AND t.typelem <> 0 AND t.typcategory = 'A')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY n.nspname, t.typname
