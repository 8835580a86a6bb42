WITH held AS MATERIALIZED (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
spaces AS MATERIALIZED (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
)
SELECT kind, name, namespace, owner FROM (
  SELECT 'text search parser' AS kind, o.prsname AS name, n.nspname AS namespace, '' AS owner, 'pg_ts_parser'::regclass AS class, o.oid AS id
  FROM pg_ts_parser o JOIN spaces n ON n.oid = o.prsnamespace
  UNION ALL
  SELECT 'text search template', o.tmplname, n.nspname, '', 'pg_ts_template'::regclass, o.oid
  FROM pg_ts_template o JOIN spaces n ON n.oid = o.tmplnamespace
  UNION ALL
  SELECT 'subscription', s.subname, '', '', 'pg_subscription'::regclass, s.oid
  FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
  WHERE d.datname = current_database() AND NOT has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')
  UNION ALL
  SELECT 'access method', o.amname, '', '', 'pg_am'::regclass, o.oid FROM pg_am o WHERE o.oid >= 16384
  UNION ALL
  SELECT 'transform', 'for ' || format_type(o.trftype, NULL) || ' language ' || l.lanname, '', '', 'pg_transform'::regclass, o.oid
  FROM pg_transform o JOIN pg_language l ON l.oid = o.trflang
  UNION ALL
  SELECT 'security label', o.provider || ' on ' || pg_describe_object(o.classoid, o.objoid, o.objsubid), '', '', 'pg_seclabel'::regclass, 0::oid
  FROM pg_seclabel o
  UNION ALL
  SELECT 'shell type', o.typname, n.nspname, '', 'pg_type'::regclass, o.oid FROM pg_type o JOIN spaces n ON n.oid = o.typnamespace WHERE NOT o.typisdefined
  UNION ALL
  SELECT 'language', o.lanname, '', '', 'pg_language'::regclass, o.oid FROM pg_language o WHERE o.oid >= 16384
) AS found
WHERE NOT EXISTS (SELECT FROM held WHERE held.classid = found.class AND held.objid = found.id)
ORDER BY kind, namespace, owner, name
