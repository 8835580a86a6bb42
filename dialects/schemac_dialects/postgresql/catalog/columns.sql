SELECT a.attrelid::bigint, a.attnum, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
  a.attgenerated::text, a.attcollation::bigint, a.attcollation <> t.typcollation, false,
  t.typtype = 'd',
  CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END,
  /*14*/ a.attcompression::text /*else*/ '' /*end*/,
  coalesce(a.attstattarget, -1), a.attoptions, a.attislocal AND a.attinhcount > 0 AND NOT c.relispartition
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND (c.relkind IN ('r', 'p', 'm', 'f') OR c.relkind = 'v' AND (
  a.atthasdef OR EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum))) AND c.relpersistence <> 't' AND c.oid >= 16384
JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
