SELECT n.nspname::text, c.relname::text, sum(pg_relation_size(l.oid))::bigint,
  CASE WHEN bool_and(l.relpages > 0 OR pg_relation_size(l.oid) = 0) THEN sum(
    CASE WHEN l.relpages > 0 THEN l.reltuples::float8 / l.relpages * (pg_relation_size(l.oid) / current_setting('block_size')::int) ELSE 0 END
  )::bigint END
FROM unnest(%s::text[], %s::text[]) AS wanted (namespace, name)
JOIN pg_namespace n ON n.nspname = wanted.namespace
JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name AND c.relkind IN ('r', 'p', 'm')
CROSS JOIN LATERAL (
  SELECT c.oid WHERE c.relkind IN ('r', 'm') UNION ALL SELECT p.relid FROM pg_partition_tree(c.oid) p WHERE c.relkind = 'p' AND p.isleaf
) AS leaf (oid)
JOIN pg_class l ON l.oid = leaf.oid AND l.relkind IN ('r', 'm')
GROUP BY 1, 2
