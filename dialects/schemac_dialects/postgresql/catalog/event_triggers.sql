SELECT o.oid::bigint, o.evtname::text, o.evtevent::text, o.evttags, CASE WHEN n.nspname = 'public' THEN quote_ident(p.proname) ELSE format('%I.%I', n.nspname, p.proname) END, o.evtenabled::text
FROM pg_event_trigger o
JOIN pg_proc p ON p.oid = o.evtfoid
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = o.oid AND e.deptype = 'e')
ORDER BY o.evtname
