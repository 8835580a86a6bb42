SELECT DISTINCT
  CASE d.classid
    WHEN 'pg_rewrite'::regclass THEN CASE WHEN r.rulename = '_RETURN' THEN CASE v.relkind WHEN 'm' THEN 'materialized_view' ELSE 'view' END ELSE 'rule' END
    WHEN 'pg_trigger'::regclass THEN 'trigger' WHEN 'pg_policy'::regclass THEN 'policy'
    WHEN 'pg_event_trigger'::regclass THEN 'event_trigger' ELSE CASE f.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END END,
  coalesce(vn.nspname, tn.nspname, pn.nspname, fn.nspname, '')::text,
  coalesce(CASE WHEN r.rulename = '_RETURN' THEN v.relname::text ELSE r.rulename::text END, t.tgname::text, p.polname::text, f.proname || '(' || oidvectortypes(f.proargtypes) || ')', v2.evtname::text)::text,
  coalesce(CASE WHEN r.rulename <> '_RETURN' THEN v.relname END, tc.relname, pc.relname, '')::text,
  CASE WHEN c.oid IS NOT NULL THEN CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' WHEN 'S' THEN 'sequence' ELSE 'table' END
    WHEN g.oid IS NOT NULL THEN CASE g.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END
    WHEN yc.oid IS NOT NULL THEN CASE yc.relkind WHEN 'c' THEN 'composite' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' ELSE 'table' END
    ELSE CASE y.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE 'type' END END,
  coalesce(cn.nspname, gn.nspname, yn.nspname)::text, coalesce(c.relname::text, g.proname || '(' || oidvectortypes(g.proargtypes) || ')', yc.relname::text, y.typname::text)::text, a.attname::text
FROM pg_depend d
LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
LEFT JOIN pg_class v ON v.oid = r.ev_class
LEFT JOIN pg_namespace vn ON vn.oid = v.relnamespace
LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
LEFT JOIN pg_class tc ON tc.oid = t.tgrelid
LEFT JOIN pg_namespace tn ON tn.oid = tc.relnamespace
LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
LEFT JOIN pg_class pc ON pc.oid = p.polrelid
LEFT JOIN pg_namespace pn ON pn.oid = pc.relnamespace
LEFT JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid
LEFT JOIN pg_namespace fn ON fn.oid = f.pronamespace
LEFT JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
LEFT JOIN pg_namespace cn ON cn.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
LEFT JOIN pg_type y ON d.refclassid = 'pg_type'::regclass AND y.oid = d.refobjid
LEFT JOIN pg_namespace yn ON yn.oid = y.typnamespace
LEFT JOIN pg_class yc ON yc.oid = coalesce(nullif(y.typrelid, 0), (SELECT e.typrelid FROM pg_type e WHERE e.oid = y.typelem AND y.typcategory = 'A')) AND yc.relkind <> 'c'
LEFT JOIN pg_proc g ON d.refclassid = 'pg_proc'::regclass AND g.oid = d.refobjid
LEFT JOIN pg_namespace gn ON gn.oid = g.pronamespace
LEFT JOIN pg_event_trigger v2 ON d.classid = 'pg_event_trigger'::regclass AND v2.oid = d.objid
WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a')
  AND d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass, 'pg_event_trigger'::regclass)
  AND d.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)
  AND (d.classid <> 'pg_rewrite'::regclass OR d.refclassid <> 'pg_class'::regclass OR d.refobjid <> r.ev_class OR r.rulename <> '_RETURN')
  AND (d.classid <> 'pg_trigger'::regclass OR d.refobjsubid > 0 OR d.refclassid = 'pg_proc'::regclass)
  AND (t.oid IS NULL OR t.tgparentid = 0)
  AND (d.classid <> 'pg_policy'::regclass OR d.refobjsubid > 0 OR d.deptype = 'n')
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
