WITH named AS MATERIALIZED (
  SELECT o.oid, CASE WHEN nspname IN ('public', 'pg_catalog') THEN '' ELSE quote_ident(nspname) || '.' END AS prefix
  FROM pg_namespace o WHERE nspname !~ '^pg_(temp|toast)' AND nspname NOT IN ('information_schema', 'schemac', 'schemac_trash')
),
loose AS (
  SELECT 'pg_opfamily'::regclass AS class, d.refobjid AS holder, 1 AS sort, a.amopstrategy AS place, a.amoplefttype AS one, a.amoprighttype AS two,
    'OPERATOR ' || a.amopstrategy || ' ' || n.prefix || p.oprname || '(' || format_type(p.oprleft, NULL) || ', ' || format_type(p.oprright, NULL) || ')'
      || coalesce((SELECT ' FOR ORDER BY ' || m.prefix || quote_ident(f.opfname) FROM pg_opfamily f JOIN named m ON m.oid = f.opfnamespace WHERE f.oid = a.amopsortfamily), '') AS said,
    d.refclassid
  FROM pg_amop a JOIN pg_operator p ON p.oid = a.amopopr JOIN named n ON n.oid = p.oprnamespace
  JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = a.oid AND d.refclassid IN ('pg_opfamily'::regclass, 'pg_opclass'::regclass)
  WHERE a.oid >= 16384
  UNION ALL
  SELECT 'pg_opfamily'::regclass, d.refobjid, 2, a.amprocnum, a.amproclefttype, a.amprocrighttype,
    'FUNCTION ' || a.amprocnum || ' (' || format_type(a.amproclefttype, NULL) || ', ' || format_type(a.amprocrighttype, NULL) || ') ' || a.amproc::oid::regprocedure,
    d.refclassid
  FROM pg_amproc a
  JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = a.oid AND d.refclassid IN ('pg_opfamily'::regclass, 'pg_opclass'::regclass)
  WHERE a.oid >= 16384
),
members AS (
  SELECT refclassid, holder, string_agg(said, E',\n  ' ORDER BY sort, place, one::regtype::text, two::regtype::text) AS said FROM loose GROUP BY refclassid, holder
),
leaning AS (
  SELECT classid, objid, refclassid, refobjid FROM pg_depend
  UNION ALL
  SELECT h.refclassid, h.refobjid, d.refclassid, d.refobjid FROM pg_depend d JOIN pg_depend h ON h.classid = d.classid AND h.objid = d.objid
  WHERE d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND h.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
),
found AS (
  SELECT 1 AS sort, 'pg_ts_dict'::regclass AS class, o.oid AS id,
    ARRAY['CREATE TEXT SEARCH DICTIONARY ' || n.prefix || quote_ident(o.dictname) || ' (TEMPLATE = ' || quote_ident(s.nspname) || '.' || quote_ident(t.tmplname) || coalesce(', ' || o.dictinitoption, '') || ')'] AS made,
    'TEXT SEARCH DICTIONARY ' || n.prefix || quote_ident(o.dictname) AS thing, '' AS wider
  FROM pg_ts_dict o JOIN named n ON n.oid = o.dictnamespace JOIN pg_ts_template t ON t.oid = o.dicttemplate JOIN pg_namespace s ON s.oid = t.tmplnamespace
  UNION ALL
  SELECT 2, 'pg_ts_config'::regclass, o.oid,
    ARRAY['CREATE TEXT SEARCH CONFIGURATION ' || n.prefix || quote_ident(o.cfgname) || ' (PARSER = ' || quote_ident(s.nspname) || '.' || quote_ident(p.prsname) || ')']
      || ARRAY(SELECT 'ALTER TEXT SEARCH CONFIGURATION ' || n.prefix || quote_ident(o.cfgname) || ' ADD MAPPING FOR ' || string_agg(x.kind, ', ' ORDER BY x.kind) || ' WITH ' || x.dictionaries
        FROM (SELECT (SELECT k.alias FROM ts_token_type(o.cfgparser) k WHERE k.tokid = m.maptokentype) AS kind,
            string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
          FROM pg_ts_config_map m WHERE m.mapcfg = o.oid GROUP BY m.maptokentype) AS x
        GROUP BY x.dictionaries ORDER BY min(x.kind)),
    'TEXT SEARCH CONFIGURATION ' || n.prefix || quote_ident(o.cfgname), ''
  FROM pg_ts_config o JOIN named n ON n.oid = o.cfgnamespace JOIN pg_ts_parser p ON p.oid = o.cfgparser JOIN pg_namespace s ON s.oid = p.prsnamespace
  UNION ALL
  SELECT 3, 'pg_conversion'::regclass, o.oid,
    ARRAY['CREATE ' || CASE WHEN o.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION ' || n.prefix || quote_ident(o.conname) || ' FOR ' || quote_literal(pg_encoding_to_char(o.conforencoding))
      || ' TO ' || quote_literal(pg_encoding_to_char(o.contoencoding)) || ' FROM ' || o.conproc],
    'CONVERSION ' || n.prefix || quote_ident(o.conname), ''
  FROM pg_conversion o JOIN named n ON n.oid = o.connamespace
  UNION ALL
  SELECT 4, 'pg_operator'::regclass, o.oid,
    ARRAY['CREATE OPERATOR ' || n.prefix || o.oprname || ' (FUNCTION = ' || o.oprcode || CASE WHEN o.oprleft <> 0 THEN ', LEFTARG = ' || format_type(o.oprleft, NULL) ELSE '' END
      || ', RIGHTARG = ' || format_type(o.oprright, NULL)
      || coalesce((SELECT ', COMMUTATOR = OPERATOR(' || quote_ident(s.nspname) || '.' || c.oprname || ')' FROM pg_operator c JOIN pg_namespace s ON s.oid = c.oprnamespace WHERE c.oid = o.oprcom), '')
      || coalesce((SELECT ', NEGATOR = OPERATOR(' || quote_ident(s.nspname) || '.' || c.oprname || ')' FROM pg_operator c JOIN pg_namespace s ON s.oid = c.oprnamespace WHERE c.oid = o.oprnegate), '')
      || CASE WHEN o.oprrest <> 0 THEN ', RESTRICT = ' || o.oprrest ELSE '' END || CASE WHEN o.oprjoin <> 0 THEN ', JOIN = ' || o.oprjoin ELSE '' END
      || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || ')'],
    'OPERATOR ' || n.prefix || o.oprname || ' (' || CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END || ', ' || format_type(o.oprright, NULL) || ')', ''
  FROM pg_operator o JOIN named n ON n.oid = o.oprnamespace WHERE o.oprcode <> 0
  UNION ALL
  SELECT 5, 'pg_opfamily'::regclass, o.oid,
    ARRAY['CREATE OPERATOR FAMILY ' || n.prefix || quote_ident(o.opfname) || ' USING ' || quote_ident(a.amname)]
      || CASE WHEN m.said IS NOT NULL THEN ARRAY['ALTER OPERATOR FAMILY ' || n.prefix || quote_ident(o.opfname) || ' USING ' || quote_ident(a.amname) || E' ADD\n  ' || m.said] ELSE '{}' END,
    'OPERATOR FAMILY ' || n.prefix || quote_ident(o.opfname) || ' USING ' || quote_ident(a.amname), ''
  FROM pg_opfamily o JOIN named n ON n.oid = o.opfnamespace JOIN pg_am a ON a.oid = o.opfmethod LEFT JOIN members m ON m.refclassid = 'pg_opfamily'::regclass AND m.holder = o.oid
  WHERE m.said IS NOT NULL OR NOT EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = o.oid AND c.opcname = o.opfname AND c.opcnamespace = o.opfnamespace)
  UNION ALL
  SELECT 6, 'pg_opclass'::regclass, o.oid,
    ARRAY['CREATE OPERATOR CLASS ' || n.prefix || quote_ident(o.opcname) || CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END || ' FOR TYPE ' || format_type(o.opcintype, NULL)
      || ' USING ' || quote_ident(a.amname) || CASE WHEN alone THEN '' ELSE ' FAMILY ' || m.prefix || quote_ident(f.opfname) END || E' AS\n  '
      || concat_ws(E',\n  ', CASE WHEN o.opckeytype <> 0 THEN 'STORAGE ' || format_type(o.opckeytype, NULL) WHEN p.said IS NULL THEN 'STORAGE ' || format_type(o.opcintype, NULL) END, p.said)],
    CASE WHEN alone THEN 'OPERATOR FAMILY ' ELSE 'OPERATOR CLASS ' END || n.prefix || quote_ident(o.opcname) || ' USING ' || quote_ident(a.amname),
    CASE WHEN alone THEN 'OPERATOR CLASS ' || n.prefix || quote_ident(o.opcname) || ' USING ' || quote_ident(a.amname) ELSE '' END
  FROM pg_opclass o JOIN named n ON n.oid = o.opcnamespace JOIN pg_am a ON a.oid = o.opcmethod
  JOIN pg_opfamily f ON f.oid = o.opcfamily JOIN named m ON m.oid = f.opfnamespace
  LEFT JOIN members p ON p.refclassid = 'pg_opclass'::regclass AND p.holder = o.oid
  CROSS JOIN LATERAL (SELECT f.opfname = o.opcname AND f.opfnamespace = o.opcnamespace
    AND NOT EXISTS (SELECT FROM members x WHERE x.refclassid = 'pg_opfamily'::regclass AND x.holder = f.oid) AS alone) AS l
  UNION ALL
  SELECT 7, 'pg_cast'::regclass, o.oid,
    ARRAY['CREATE CAST (' || format_type(o.castsource, NULL) || ' AS ' || format_type(o.casttarget, NULL) || ') '
      || CASE o.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || o.castfunc::oid::regprocedure WHEN 'b' THEN 'WITHOUT FUNCTION' ELSE 'WITH INOUT' END
      || CASE o.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END],
    'CAST (' || format_type(o.castsource, NULL) || ' AS ' || format_type(o.casttarget, NULL) || ')', ''
  FROM pg_cast o WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = o.oid AND d.deptype = 'i')
)
SELECT i.type || ' ' || i.identity, i.type || substr(coalesce(nullif(f.wider, ''), f.thing), length(i.type) + 1), f.made || CASE WHEN c.said IS NOT NULL
    THEN ARRAY['COMMENT ON ' || coalesce(nullif(f.wider, ''), f.thing) || ' IS ' || quote_literal(c.said)] ELSE '{}' END, 'DROP ' || f.thing,
  ARRAY(SELECT DISTINCT k.type || ' ' || k.identity FROM leaning l CROSS JOIN LATERAL pg_identify_object(l.refclassid, l.refobjid, 0) AS k
    WHERE l.classid = f.class AND l.objid = f.id AND l.refobjid >= 16384 AND l.refobjid <> f.id
      AND l.refclassid IN ('pg_operator'::regclass, 'pg_opfamily'::regclass, 'pg_ts_dict'::regclass) ORDER BY 1)
FROM found f
CROSS JOIN LATERAL pg_identify_object(f.class, f.id, 0) AS i
CROSS JOIN LATERAL (SELECT obj_description(f.id, f.class::text) AS said) AS c
WHERE f.id >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = f.class AND d.objid = f.id AND d.deptype = 'e')
ORDER BY f.sort, 1
