SELECT d.classoid::regclass::text, d.objoid::bigint, d.objsubid, d.description
FROM pg_description d
WHERE d.objoid >= 16384
  AND d.classoid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_type'::regclass, 'pg_namespace'::regclass, 'pg_extension'::regclass,
    'pg_policy'::regclass, 'pg_statistic_ext'::regclass, 'pg_collation'::regclass, 'pg_publication'::regclass, 'pg_subscription'::regclass, 'pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass,
    'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass, 'pg_event_trigger'::regclass)
