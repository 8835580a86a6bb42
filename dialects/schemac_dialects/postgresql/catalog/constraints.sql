SELECT k.oid::bigint, k.conrelid::bigint, k.contypid::bigint, k.conname::text, k.contype::text, k.conkey, k.confrelid::bigint, k.confkey,
  k.confdeltype::text, k.confupdtype::text, k.confmatchtype::text, k.condeferrable, k.condeferred, k.convalidated, k.connoinherit,
  k.conindid::bigint,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
  /*15*/ k.confdelsetcols /*else*/ NULL::smallint[] /*end*/,
  /*18*/ k.conenforced /*else*/ true /*end*/,
  /*18*/ k.conperiod /*else*/ false /*end*/,
  k.conparentid <> 0 OR (k.coninhcount > 0 AND NOT k.conislocal),
  CASE WHEN k.contype = 'x' THEN ARRAY(
    SELECT CASE WHEN n.nspname IN ('pg_catalog', 'public') THEN o.oprname::text ELSE format('OPERATOR(%I.%s)', n.nspname, o.oprname) END
    FROM unnest(k.conexclop) WITH ORDINALITY AS x (op, place)
    JOIN pg_operator o ON o.oid = x.op JOIN pg_namespace n ON n.oid = o.oprnamespace ORDER BY x.place
  ) END,
  k.conparentid <> 0
FROM pg_constraint k
WHERE k.contype IN ('c', 'p', 'u', 'f', 'x') AND k.oid >= 16384
ORDER BY k.conrelid, k.contypid, k.conname
