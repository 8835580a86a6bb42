SELECT i.indexrelid::bigint, i.indrelid::bigint, c.relname::text, m.amname::text, i.indisunique, i.indisvalid AND i.indisready,
  i.indkey::text, i.indnkeyatts, i.indclass::text, i.indcollation::text, i.indoption::text,
  CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(
    SELECT pg_get_indexdef(i.indexrelid, k.place::int, false) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place) WHERE k.number = 0
  ) END,
  pg_get_expr(i.indpred, i.indrelid), c.reloptions, s.spcname::text, i.indisreplident,
  /*15*/ i.indnullsnotdistinct /*else*/ false /*end*/,
  i.indexrelid IN (SELECT attrelid FROM pg_attribute WHERE attoptions IS NOT NULL),
  i.indisclustered,
  CASE WHEN c.relispartition THEN (
    SELECT p.relname::text FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent WHERE h.inhrelid = i.indexrelid
  ) END,
  CASE WHEN c.relispartition THEN ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = i.indexrelid ORDER BY a.attnum) END
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid AND c.relpersistence <> 't'
JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
WHERE i.indexrelid >= 16384
ORDER BY i.indrelid, c.relname
