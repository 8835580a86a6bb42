SELECT p.oid::bigint, p.polrelid::bigint, p.polname::text, p.polcmd::text, p.polpermissive,
  ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY 1),
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy p
ORDER BY p.polrelid, p.polname
