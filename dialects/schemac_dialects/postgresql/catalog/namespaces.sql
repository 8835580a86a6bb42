SELECT n.oid::bigint, n.nspname::text,
  CASE WHEN n.nspname = 'public' THEN coalesce(obj_description(n.oid, 'pg_namespace'), '') ELSE obj_description(n.oid, 'pg_namespace') END,
  pg_get_userbyid(n.nspowner)::text, /*15*/ 'pg_database_owner' /*else*/ (SELECT rolname::text FROM pg_roles WHERE oid = 10) /*end*/
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
ORDER BY n.nspname
