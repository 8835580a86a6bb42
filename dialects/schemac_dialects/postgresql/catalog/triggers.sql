SELECT t.oid::bigint, t.tgrelid::bigint, t.tgname::text, t.tgtype::int, t.tgattr::int2[], pg_get_triggerdef(t.oid), t.tgconstraint <> 0,
  t.tgdeferrable, t.tginitdeferred, t.tgconstrrelid::bigint, t.tgoldtable::text, t.tgnewtable::text, t.tgenabled::text
FROM pg_trigger t
WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.oid >= 16384 AND t.tgname !~ '^~schemac_aside_'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY t.tgrelid, t.tgname
