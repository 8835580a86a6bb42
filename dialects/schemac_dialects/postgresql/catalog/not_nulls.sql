SELECT k.conrelid::bigint, k.conkey[1], k.conname::text, k.convalidated, k.connoinherit,
  EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid)
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
WHERE k.contype = 'n' AND k.oid >= 16384 AND k.conislocal AND (k.conname <> c.relname || '_' || a.attname || '_not_null'
  OR NOT k.convalidated OR k.connoinherit OR EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid))
