SELECT r.rolname::text, r.rolcanlogin, r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolinherit, r.rolreplication, r.rolbypassrls, r.rolconnlimit,
  r.rolvaliduntil::text, shobj_description(r.oid, 'pg_authid'),
  ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid GROUP BY 1 HAVING NOT bool_or(m.admin_option) ORDER BY 1),
  ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid GROUP BY 1 HAVING bool_or(m.admin_option) ORDER BY 1)
FROM pg_roles r
WHERE r.oid >= 16384
ORDER BY r.rolname
