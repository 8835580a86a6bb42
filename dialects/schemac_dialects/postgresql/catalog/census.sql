WITH held AS MATERIALIZED (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
spaces AS MATERIALIZED (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'schemac')
)
SELECT kind, name, namespace, owner FROM (
  SELECT 'operator' AS kind, o.oprname AS name, n.nspname AS namespace, '' AS owner, 'pg_operator'::regclass AS class, o.oid AS id FROM pg_operator o JOIN spaces n ON n.oid = o.oprnamespace
  UNION ALL
  SELECT 'operator class', o.opcname, n.nspname, '', 'pg_opclass'::regclass, o.oid FROM pg_opclass o JOIN spaces n ON n.oid = o.opcnamespace
  UNION ALL
  SELECT 'operator family', o.opfname, n.nspname, '', 'pg_opfamily'::regclass, o.oid FROM pg_opfamily o JOIN spaces n ON n.oid = o.opfnamespace
  UNION ALL
  SELECT 'conversion', o.conname, n.nspname, '', 'pg_conversion'::regclass, o.oid FROM pg_conversion o JOIN spaces n ON n.oid = o.connamespace
  UNION ALL
  SELECT 'text search configuration', o.cfgname, n.nspname, '', 'pg_ts_config'::regclass, o.oid
  FROM pg_ts_config o JOIN spaces n ON n.oid = o.cfgnamespace
  UNION ALL
  SELECT 'text search dictionary', o.dictname, n.nspname, '', 'pg_ts_dict'::regclass, o.oid
  FROM pg_ts_dict o JOIN spaces n ON n.oid = o.dictnamespace
  UNION ALL
  SELECT 'text search parser', o.prsname, n.nspname, '', 'pg_ts_parser'::regclass, o.oid
  FROM pg_ts_parser o JOIN spaces n ON n.oid = o.prsnamespace
  UNION ALL
  SELECT 'text search template', o.tmplname, n.nspname, '', 'pg_ts_template'::regclass, o.oid
  FROM pg_ts_template o JOIN spaces n ON n.oid = o.tmplnamespace
  UNION ALL
  SELECT 'cast', format_type(o.castsource, NULL) || ' as ' || format_type(o.casttarget, NULL), '', '', 'pg_cast'::regclass, o.oid
  FROM pg_cast o WHERE o.oid >= 16384
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = o.oid AND d.deptype = 'i')
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
  SELECT 'language', o.lanname, '', '', 'pg_language'::regclass, o.oid FROM pg_language o WHERE o.oid >= 16384
) AS found
WHERE NOT EXISTS (SELECT FROM held WHERE held.classid = found.class AND held.objid = found.id)
  AND NOT (kind = 'operator family' AND id IN (SELECT d.refobjid FROM pg_depend d WHERE d.refclassid = 'pg_opfamily'::regclass AND d.deptype = 'a'))
ORDER BY kind, namespace, owner, name
