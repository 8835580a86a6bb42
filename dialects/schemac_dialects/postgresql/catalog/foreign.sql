SELECT 'wrapper', w.oid::bigint, 0, w.fdwname::text,
  CASE WHEN w.fdwhandler <> 0 THEN (SELECT CASE WHEN n.nspname IN ('public', 'pg_catalog') THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(p.proname)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = w.fdwhandler) END,
  CASE WHEN w.fdwvalidator <> 0 THEN (SELECT CASE WHEN n.nspname IN ('public', 'pg_catalog') THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(p.proname)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = w.fdwvalidator) END,
  '', w.fdwoptions, false
FROM pg_foreign_data_wrapper w
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid AND e.deptype = 'e')
UNION ALL
SELECT 'server', s.oid::bigint, 0, s.srvname::text, s.srvtype, s.srvversion, w.fdwname::text, s.srvoptions, false
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_server'::regclass AND e.objid = s.oid AND e.deptype = 'e')
UNION ALL
SELECT 'mapping', m.umid::bigint, 0, m.usename::text, '', '', m.srvname::text, m.umoptions,
  m.umoptions IS NULL AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = current_user AND (r.rolsuper OR (m.umuser = r.oid
    AND has_server_privilege(m.srvid, 'USAGE')))) AND NOT (m.umuser = 0 AND EXISTS (SELECT FROM pg_foreign_server s WHERE s.oid = m.srvid AND pg_has_role(s.srvowner, 'USAGE')))
FROM pg_user_mappings m
UNION ALL
SELECT 'table', t.ftrelid::bigint, 0, '', '', '', s.srvname::text, t.ftoptions, false
FROM pg_foreign_table t JOIN pg_foreign_server s ON s.oid = t.ftserver
UNION ALL
SELECT 'column', a.attrelid::bigint, a.attnum, a.attname::text, '', '', '', a.attfdwoptions, false
FROM pg_attribute a WHERE a.attrelid >= 16384 AND a.attfdwoptions IS NOT NULL AND NOT a.attisdropped
ORDER BY 1, 7, 4, 2, 3
