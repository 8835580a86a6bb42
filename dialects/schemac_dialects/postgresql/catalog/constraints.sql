SELECT k.oid::bigint, k.conrelid::bigint, k.contypid::bigint, k.conname::text, k.contype::text, k.conkey, k.confrelid::bigint, k.confkey,
  k.confdeltype::text, k.confupdtype::text, k.confmatchtype::text, k.condeferrable, k.condeferred, k.convalidated, k.connoinherit,
  k.conindid::bigint,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
  /*15*/ k.confdelsetcols /*else*/ NULL::smallint[] /*end*/,
  /*18*/ k.conenforced /*else*/ true /*end*/,
  /*18*/ k.conperiod /*else*/ false /*end*/
FROM pg_constraint k
WHERE k.contype IN ('c', 'p', 'u', 'f', 'x') AND k.oid >= 16384
ORDER BY k.conrelid, k.contypid, k.conname
