SELECT DISTINCT i.type::text, ''::text, i.identity::text, ''::text,
  CASE WHEN p.oid IS NOT NULL THEN CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END
    ELSE CASE y.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE CASE WHEN c.relkind = 'c' THEN 'composite' ELSE 'table' END END END,
  n.nspname::text, coalesce(p.proname || '(' || oidvectortypes(p.proargtypes) || ')', y.typname)::text
FROM (
  SELECT classid, objid, refclassid, refobjid, deptype FROM pg_depend
  UNION ALL
  SELECT h.refclassid, h.refobjid, m.refclassid, m.refobjid, m.deptype FROM pg_depend m JOIN pg_depend h ON h.classid = m.classid AND h.objid = m.objid
  WHERE m.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND h.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
    AND m.refclassid IN ('pg_proc'::regclass, 'pg_type'::regclass)
) AS d
LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
LEFT JOIN pg_type y ON d.refclassid = 'pg_type'::regclass AND y.oid = d.refobjid
LEFT JOIN pg_class c ON c.oid = y.typrelid
JOIN pg_namespace n ON n.oid = coalesce(p.pronamespace, y.typnamespace)
CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS i
WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a')
  AND d.classid IN ('pg_operator'::regclass, 'pg_cast'::regclass, 'pg_conversion'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_am'::regclass,
    'pg_ts_config'::regclass, 'pg_ts_dict'::regclass, 'pg_ts_parser'::regclass, 'pg_ts_template'::regclass, 'pg_transform'::regclass, 'pg_language'::regclass)
ORDER BY 1, 3, 5, 6, 7
