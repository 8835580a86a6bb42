SELECT s.oid::bigint, n.nspname::text, s.stxname::text, s.stxrelid::bigint, s.stxkeys::text,
  /*14*/ pg_get_statisticsobjdef_expressions(s.oid) /*else*/ NULL::text[] /*end*/, s.stxkind::text[], coalesce(s.stxstattarget, -1)
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_statistic_ext'::regclass AND e.objid = s.oid AND e.deptype = 'e')
ORDER BY n.nspname, s.stxname
