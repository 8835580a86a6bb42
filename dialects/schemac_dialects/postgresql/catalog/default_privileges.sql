WITH held AS MATERIALIZED (
  SELECT d.defaclrole, d.defaclnamespace, d.defaclobjtype, d.defaclacl AS acl,
    CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE d.defaclobjtype END, d.defaclrole)
      ELSE NULL::aclitem[] END AS usual
  FROM pg_default_acl d WHERE d.defaclobjtype IN ('r', 'S', 'f', 'T', 'n')
),
spread AS (
  SELECT defaclrole, defaclnamespace, defaclobjtype, e.grantee, lower(e.privilege_type) AS privilege, e.is_grantable AS grantable, true AS stands, e.place
  FROM held, aclexplode(acl) WITH ORDINALITY AS e (grantor, grantee, privilege_type, is_grantable, place)
  UNION ALL
  SELECT defaclrole, defaclnamespace, defaclobjtype, e.grantee, lower(e.privilege_type), e.is_grantable, false, 0 FROM held, aclexplode(usual) AS e
)
SELECT pg_get_userbyid(defaclrole)::text, coalesce(n.nspname::text, ''), defaclobjtype::text,
  CASE grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(grantee)::text END,
  coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands), '{}'), coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands AND grantable), '{}')
FROM spread LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
GROUP BY defaclrole, n.nspname, defaclobjtype, grantee
HAVING coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands), '{}') <> coalesce(array_agg(DISTINCT privilege) FILTER (WHERE NOT stands), '{}')
  OR coalesce(array_agg(DISTINCT privilege) FILTER (WHERE stands AND grantable), '{}') <> coalesce(array_agg(DISTINCT privilege) FILTER (WHERE NOT stands AND grantable), '{}')
ORDER BY 1, 2, 3, min(place) FILTER (WHERE stands), 4
