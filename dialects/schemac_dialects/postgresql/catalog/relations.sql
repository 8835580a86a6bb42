SELECT c.oid::bigint, n.nspname::text, c.relname::text, c.relkind::text, c.relpersistence::text,
  c.reloptions || ARRAY(SELECT 'toast.' || o FROM unnest(h.reloptions) AS o), s.spcname::text,
  CASE WHEN a.amname <> 'heap' THEN a.amname::text END,
  c.relreplident::text,
  CASE
    WHEN n.nspname = 'public' AND c.relname IN (SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace) THEN 'shadowed relation'
    ELSE ''
  END,
  c.relrowsecurity,
  CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
  c.relforcerowsecurity,
  c.relispopulated,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
  CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
  CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class h ON h.oid = c.reltoastrelid
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_am a ON a.oid = c.relam AND c.relkind IN ('r', 'm')
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't' AND c.oid >= 16384
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.relname
