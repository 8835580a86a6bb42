SELECT o.oid::bigint, n.nspname::text, o.collname::text, o.collprovider::text, o.collisdeterministic,
  coalesce(to_jsonb(o) ->> 'colllocale', to_jsonb(o) ->> 'colliculocale', o.collcollate::text),
  o.collctype::text, /*16*/ o.collicurules /*else*/ NULL::text /*end*/
FROM pg_collation o
JOIN pg_namespace n ON n.oid = o.collnamespace
WHERE o.oid >= 16384 AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_collation'::regclass AND e.objid = o.oid AND e.deptype = 'e')
ORDER BY n.nspname, o.collname
