SELECT r.oid::bigint, r.ev_class::bigint, r.rulename::text, pg_get_ruledef(r.oid), r.ev_enabled::text
FROM pg_rewrite r
WHERE r.rulename <> '_RETURN' AND r.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_rewrite'::regclass AND e.objid = r.oid AND e.deptype = 'e')
ORDER BY r.ev_class, r.rulename
