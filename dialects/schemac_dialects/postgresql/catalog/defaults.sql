WITH trees AS MATERIALIZED (
  SELECT d.oid, d.adrelid, d.adnum, d.adbin::text AS tree, CASE WHEN a.attgenerated = '' THEN 0::oid ELSE d.adrelid END AS place
  FROM pg_attrdef d
  JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  WHERE d.oid >= 16384
), firsts AS MATERIALIZED (
  SELECT tree, place, min(oid) AS oid FROM trees GROUP BY tree, place
), printed AS MATERIALIZED (
  SELECT f.tree, f.place, pg_get_expr(d.adbin, d.adrelid) AS text FROM firsts f JOIN pg_attrdef d ON d.oid = f.oid
)
SELECT t.adrelid::bigint, t.adnum, p.text FROM trees t JOIN printed p ON p.tree = t.tree AND p.place = t.place
