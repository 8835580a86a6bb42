WITH held AS MATERIALIZED (
  SELECT CASE WHEN c.relkind = 'S' THEN 'sequence' ELSE 'table' END AS kind, n.nspname::text AS space, c.relname::text AS name, NULL::text AS part,
    c.relacl AS acl, acldefault(CASE WHEN c.relkind = 'S' THEN 's'::"char" ELSE 'r' END, c.relowner) AS usual
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= 16384 AND c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT 'table', n.nspname::text, c.relname::text, a.attname::text, a.attacl, NULL::aclitem[]
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= 16384 AND a.attacl IS NOT NULL AND NOT a.attisdropped
  UNION ALL
  SELECT 'type', n.nspname::text, t.typname::text, NULL, t.typacl, acldefault('T', t.typowner)
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.oid >= 16384 AND t.typacl IS NOT NULL
  UNION ALL
  SELECT 'function', n.nspname::text, p.proname || '(' || oidvectortypes(p.proargtypes) || ')', NULL, p.proacl, acldefault('f', p.proowner)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid >= 16384 AND p.proacl IS NOT NULL
  UNION ALL
  SELECT 'namespace', '', s.nspname::text, NULL, s.nspacl,
    CASE WHEN s.nspname = 'public' THEN acldefault('n', s.nspowner) || ARRAY[/*15*/ makeaclitem(0, s.nspowner, 'USAGE', false) /*else*/ makeaclitem(0, s.nspowner, 'USAGE', false), makeaclitem(0, s.nspowner, 'CREATE', false) /*end*/]
      ELSE acldefault('n', s.nspowner) END
  FROM pg_namespace s WHERE (s.oid >= 16384 OR s.nspname = 'public') AND s.nspacl IS NOT NULL
  UNION ALL
  SELECT 'server', '', s.srvname::text, NULL, s.srvacl, acldefault('S', s.srvowner) FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL
  UNION ALL
  SELECT 'wrapper', '', w.fdwname::text, NULL, w.fdwacl, acldefault('F', w.fdwowner) FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL
),
spread AS (
  SELECT held.kind, space, name, part, e.grantee, lower(e.privilege_type) AS privilege, e.is_grantable AS grantable, true AS stands
  FROM held, aclexplode(acl) AS e
  UNION ALL
  SELECT held.kind, space, name, part, e.grantee, lower(e.privilege_type), e.is_grantable, false FROM held, aclexplode(usual) AS e
)
SELECT kind, space, name, part, CASE grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(grantee)::text END,
  coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands), '{}'), coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands AND grantable), '{}'),
  coalesce(array_agg(DISTINCT privilege) FILTER (WHERE NOT stands), '{}')
FROM spread
GROUP BY kind, space, name, part, grantee
HAVING coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands), '{}') <> coalesce(array_agg(DISTINCT privilege) FILTER (WHERE NOT stands), '{}')
  OR coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands AND grantable), '{}') <> coalesce(array_agg(DISTINCT privilege) FILTER (WHERE NOT stands AND grantable), '{}')
ORDER BY 1, 2, 3, 5, 4
