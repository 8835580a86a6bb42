SELECT p.oid::bigint, n.nspname::text, p.proname::text, p.prokind::text, oidvectortypes(p.proargtypes), pg_get_function_arguments(p.oid),
  CASE WHEN p.prokind IN ('f', 'w') THEN pg_get_function_result(p.oid) ELSE '' END, l.lanname::text,
  coalesce(/*14*/ pg_get_function_sqlbody(p.oid) /*else*/ NULL /*end*/, p.prosrc), p.probin,
  p.provolatile::text, p.proisstrict, p.prosecdef, p.proleakproof, p.proparallel::text, p.procost::float8, p.prorows::float8, p.proconfig,
  CASE WHEN p.prosupport <> 0 THEN p.prosupport::text END,
  ARRAY(SELECT format_type(t.oid, NULL) FROM unnest(p.protrftypes) WITH ORDINALITY AS f (oid, place) JOIN pg_type t ON t.oid = f.oid ORDER BY f.place),
  p.proretset
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac', 'schemac_trash') AND p.prokind <> 'a'
  AND p.proname !~ '^~schemac_aside_'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
ORDER BY n.nspname, p.proname, 5
