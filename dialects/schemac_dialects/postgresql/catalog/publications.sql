SELECT p.oid::bigint, p.pubname::text, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
  ARRAY(
    SELECT jsonb_build_array(r.prrelid::bigint, /*15*/ r.prattrs::text /*else*/ NULL::text /*end*/,
      /*15*/ pg_get_expr(r.prqual, r.prrelid) /*else*/ NULL::text /*end*/)::text
    FROM pg_publication_rel r WHERE r.prpubid = p.oid
  ),
  /*15*/ ARRAY(SELECT n.nspname::text FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid ORDER BY 1)
  /*else*/ ARRAY[]::text[] /*end*/
FROM pg_publication p
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_publication'::regclass AND e.objid = p.oid AND e.deptype = 'e')
ORDER BY p.pubname
