SELECT DISTINCT CASE d.classid WHEN 'pg_constraint'::regclass THEN CASE WHEN k.contypid <> 0 THEN 'domain' ELSE 'check' END WHEN 'pg_attrdef'::regclass THEN 'column' ELSE CASE WHEN d.objsubid > 0 THEN 'column' ELSE 'index' END END,
  coalesce(yn.nspname, cn.nspname)::text, coalesce(y.typname, k.conname, a.attname, x.relname)::text, CASE WHEN y.oid IS NULL THEN c.relname::text ELSE '' END,
  CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, pn.nspname::text, p.proname || '(' || oidvectortypes(p.proargtypes) || ')'
FROM pg_depend d
JOIN pg_proc p ON p.oid = d.refobjid
JOIN pg_namespace pn ON pn.oid = p.pronamespace
LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
LEFT JOIN pg_type y ON y.oid = k.contypid
LEFT JOIN pg_namespace yn ON yn.oid = y.typnamespace
LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
LEFT JOIN pg_attribute a ON a.attrelid = coalesce(f.adrelid, d.objid) AND a.attnum = coalesce(f.adnum, d.objsubid)
  AND (f.oid IS NOT NULL OR (d.classid = 'pg_class'::regclass AND d.objsubid > 0))
LEFT JOIN pg_index i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
LEFT JOIN pg_class x ON x.oid = i.indexrelid
LEFT JOIN pg_class c ON c.oid = coalesce(k.conrelid, a.attrelid, i.indrelid)
LEFT JOIN pg_namespace cn ON cn.oid = c.relnamespace
WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid >= 16384 AND d.objid >= 16384
  AND (k.oid IS NOT NULL OR a.attrelid IS NOT NULL OR i.indexrelid IS NOT NULL)
ORDER BY 1, 2, 3, 4, 5, 6, 7
