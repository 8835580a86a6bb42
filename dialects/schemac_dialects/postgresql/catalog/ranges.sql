SELECT t.oid::bigint, n.nspname::text, t.typname::text, format_type(r.rngsubtype, NULL), r.rngsubopc::bigint,
  CASE WHEN r.rngcollation <> y.typcollation THEN r.rngcollation::bigint ELSE 0 END,
  CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::regproc::text END, CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::regproc::text END,
  /*14*/ (SELECT m.typname::text FROM pg_type m WHERE m.oid = r.rngmultitypid) /*else*/ NULL::text /*end*/
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type y ON y.oid = r.rngsubtype
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY n.nspname, t.typname
