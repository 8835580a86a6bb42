SELECT i.inhrelid::bigint, i.inhparent::bigint
FROM pg_inherits i
WHERE i.inhrelid >= 16384
ORDER BY i.inhrelid, i.inhseqno
