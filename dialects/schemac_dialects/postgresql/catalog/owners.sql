SELECT kind, n.nspname::text, name, pg_get_userbyid(owner)::text
FROM (
  SELECT CASE WHEN c.relkind = 'S' THEN 'sequence' ELSE 'table' END AS kind, c.relnamespace AS space, c.relname::text AS name, c.relowner AS owner
  FROM pg_class c WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
  UNION ALL
  SELECT 'type', t.typnamespace, t.typname::text, t.typowner
  FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.oid >= 16384 AND t.typtype IN ('e', 'd', 'c', 'r') AND (c.oid IS NULL OR c.relkind = 'c')
  UNION ALL
  SELECT 'function', p.pronamespace, p.proname || '(' || oidvectortypes(p.proargtypes) || ')', p.proowner FROM pg_proc p WHERE p.oid >= 16384
  UNION ALL
  SELECT 'collation', o.collnamespace, o.collname::text, o.collowner FROM pg_collation o WHERE o.oid >= 16384
  UNION ALL
  SELECT 'statistics', x.stxnamespace, x.stxname::text, x.stxowner FROM pg_statistic_ext x
) AS held JOIN pg_namespace n ON n.oid = space
UNION ALL
SELECT 'namespace', '', s.nspname::text, pg_get_userbyid(s.nspowner)::text FROM pg_namespace s WHERE s.oid >= 16384
UNION ALL
SELECT 'event_trigger', '', e.evtname::text, pg_get_userbyid(e.evtowner)::text FROM pg_event_trigger e
UNION ALL
SELECT 'publication', '', p.pubname::text, pg_get_userbyid(p.pubowner)::text FROM pg_publication p
UNION ALL
SELECT 'server', '', s.srvname::text, pg_get_userbyid(s.srvowner)::text FROM pg_foreign_server s
UNION ALL
SELECT 'wrapper', '', w.fdwname::text, pg_get_userbyid(w.fdwowner)::text FROM pg_foreign_data_wrapper w
UNION ALL
SELECT 'subscription', '', b.subname::text, pg_get_userbyid(b.subowner)::text FROM pg_subscription b JOIN pg_database d ON d.oid = b.subdbid AND d.datname = current_database()
