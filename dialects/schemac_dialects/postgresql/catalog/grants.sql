WITH held AS MATERIALIZED (
  SELECT CASE WHEN c.relkind = 'S' THEN 'sequence' ELSE 'table' END AS kind, n.nspname::text AS space, c.relname::text AS name, NULL::text AS part,
    c.relacl AS acl, coalesce((SELECT i.initprivs FROM pg_init_privs i WHERE i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0), acldefault(CASE WHEN c.relkind = 'S' THEN 's'::"char" ELSE 'r' END, c.relowner)) AS usual,
    EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e') AS member
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= 16384 AND c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT 'table', n.nspname::text, c.relname::text, a.attname::text, a.attacl, NULL::aclitem[], false
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= 16384 AND a.attacl IS NOT NULL AND NOT a.attisdropped
  UNION ALL
  SELECT 'type', n.nspname::text, t.typname::text, NULL, t.typacl, coalesce((SELECT i.initprivs FROM pg_init_privs i WHERE i.classoid = 'pg_type'::regclass AND i.objoid = t.oid AND i.objsubid = 0), acldefault('T', t.typowner)),
    EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.oid >= 16384 AND t.typacl IS NOT NULL
  UNION ALL
  SELECT 'function', n.nspname::text, p.proname || '(' || oidvectortypes(p.proargtypes) || ')', NULL, p.proacl,
    coalesce((SELECT i.initprivs FROM pg_init_privs i WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.objsubid = 0), acldefault('f', p.proowner)), EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid >= 16384 AND p.proacl IS NOT NULL AND p.proname !~ '^~schemac_aside_'
  UNION ALL
  SELECT 'namespace', '', s.nspname::text, NULL, s.nspacl,
    CASE WHEN s.nspname = 'public' THEN acldefault('n', s.nspowner) || ARRAY[/*15*/ makeaclitem(0, s.nspowner, 'USAGE', false) /*else*/ makeaclitem(0, s.nspowner, 'USAGE', false), makeaclitem(0, s.nspowner, 'CREATE', false) /*end*/]
      ELSE acldefault('n', s.nspowner) END, false
  FROM pg_namespace s WHERE (s.oid >= 16384 OR s.nspname = 'public') AND s.nspacl IS NOT NULL
  UNION ALL
  SELECT 'server', '', s.srvname::text, NULL, s.srvacl, acldefault('S', s.srvowner), false FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL
  UNION ALL
  SELECT 'wrapper', '', w.fdwname::text, NULL, w.fdwacl, acldefault('F', w.fdwowner),
    EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid AND e.deptype = 'e') FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL
),
spread AS (
  SELECT held.kind, space, name, part, member, e.grantee, lower(e.privilege_type) AS privilege, e.is_grantable AS grantable, true AS stands, e.place
  FROM held, aclexplode(acl) WITH ORDINALITY AS e (grantor, grantee, privilege_type, is_grantable, place)
  UNION ALL
  SELECT held.kind, space, name, part, member, e.grantee, lower(e.privilege_type), e.is_grantable, false, 0 FROM held, aclexplode(usual) AS e
)
SELECT kind, space, name, part, CASE grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(grantee)::text END,
  coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands), '{}'), coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands AND grantable), '{}'),
  member
FROM spread
WHERE space !~ '^pg_' AND space NOT IN ('information_schema', 'schemac', 'schemac_trash')
GROUP BY kind, space, name, part, member, grantee
HAVING coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands), '{}') <> coalesce(array_agg(DISTINCT privilege) FILTER (WHERE NOT stands), '{}')
  OR coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands AND grantable), '{}') <> coalesce(array_agg(DISTINCT privilege) FILTER (WHERE NOT stands AND grantable), '{}')
ORDER BY 1, 2, 3, min(place) FILTER (WHERE stands), 5, 4
