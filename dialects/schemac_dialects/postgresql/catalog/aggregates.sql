SELECT p.oid::bigint, n.nspname::text, p.proname::text, oidvectortypes(p.proargtypes), pg_get_function_arguments(p.oid), p.proparallel::text,
  a.aggkind::text, a.aggtransfn::text, format_type(a.aggtranstype, NULL), a.aggtransspace,
  nullif(a.aggfinalfn::oid, 0)::regproc::text, a.aggfinalextra, a.aggfinalmodify::text, nullif(a.aggcombinefn::oid, 0)::regproc::text,
  nullif(a.aggserialfn::oid, 0)::regproc::text, nullif(a.aggdeserialfn::oid, 0)::regproc::text, a.agginitval,
  nullif(a.aggmtransfn::oid, 0)::regproc::text, nullif(a.aggminvtransfn::oid, 0)::regproc::text,
  CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END, a.aggmtransspace,
  nullif(a.aggmfinalfn::oid, 0)::regproc::text, a.aggmfinalextra, a.aggmfinalmodify::text, a.aggminitval,
  CASE WHEN a.aggsortop <> 0 THEN (SELECT format('OPERATOR(%I.%s)', o.nspname, s.oprname) FROM pg_operator s JOIN pg_namespace o ON o.oid = s.oprnamespace WHERE s.oid = a.aggsortop) END
FROM pg_proc p
JOIN pg_aggregate a ON a.aggfnoid = p.oid
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
ORDER BY n.nspname, p.proname, 4
