SELECT 'inherits' WHERE EXISTS (SELECT FROM pg_inherits WHERE inhrelid >= 16384)
UNION ALL SELECT 'policies' WHERE EXISTS (SELECT FROM pg_policy)
UNION ALL SELECT 'composites' WHERE EXISTS (SELECT FROM pg_class WHERE relkind = 'c' AND oid >= 16384)
UNION ALL SELECT 'ranges' WHERE EXISTS (SELECT FROM pg_range WHERE rngtypid >= 16384)
UNION ALL SELECT 'collations' WHERE EXISTS (SELECT FROM pg_collation WHERE oid >= 16384)
UNION ALL SELECT 'statistics' WHERE EXISTS (SELECT FROM pg_statistic_ext)
UNION ALL SELECT 'publications' WHERE EXISTS (SELECT FROM pg_publication)
UNION ALL SELECT 'routines' WHERE EXISTS (SELECT FROM pg_proc WHERE oid >= 16384)
UNION ALL SELECT 'aggregates' WHERE EXISTS (SELECT FROM pg_proc WHERE oid >= 16384 AND prokind = 'a')
UNION ALL SELECT 'callers' WHERE EXISTS (SELECT FROM pg_proc WHERE oid >= 16384)
UNION ALL SELECT 'triggers' WHERE EXISTS (SELECT FROM pg_trigger WHERE NOT tgisinternal)
UNION ALL SELECT 'rules' WHERE EXISTS (SELECT FROM pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384)
UNION ALL SELECT 'event_triggers' WHERE EXISTS (SELECT FROM pg_event_trigger)
/*18*/ UNION ALL SELECT 'not_nulls' WHERE EXISTS (
  SELECT FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
  WHERE k.contype = 'n' AND k.oid >= 16384 AND k.conislocal AND (k.conname <> c.relname || '_' || a.attname || '_not_null'
    OR NOT k.convalidated OR k.connoinherit OR EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid))
) /*else*/ /*end*/
