"""Tables, views and sequences written by hand, so that each thing the model holds is there."""

from __future__ import annotations

BOTH = r"""
CREATE TABLE parent (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, b int, UNIQUE KEY ub (b)) ENGINE=InnoDB ROW_FORMAT=COMPACT;
CREATE TABLE columns_of_all_kinds (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  a varchar(20) DEFAULT 'x''y\\z' COMMENT 'it''s; "q" \\ line
two',
  b int DEFAULT '5',
  c timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  c2 datetime(6) DEFAULT current_timestamp(6),
  c3 timestamp NULL,
  c4 datetime DEFAULT '2020-01-01 00:00:00',
  c5 datetime(3) NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  d varchar(10) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci,
  d2 varchar(10) CHARACTER SET latin1,
  d3 char(3) COLLATE utf8mb4_bin NOT NULL,
  e enum('a','b''c','d\\e;','ü') DEFAULT 'a',
  f set('x','y'),
  h json,
  i varchar(40) DEFAULT (concat('a','b''\\')),
  j int GENERATED ALWAYS AS (b + 1) STORED,
  k varchar(30) GENERATED ALWAYS AS (concat(b, 'it''s \\ x')) VIRTUAL,
  l int INVISIBLE DEFAULT 3,
  m bit(4) DEFAULT b'0101',
  n tinyint(1) DEFAULT true,
  o decimal(12,2) DEFAULT 1.5,
  p double DEFAULT 1e10,
  q int unsigned zerofill,
  r text DEFAULT ('abc'),
  s varbinary(10),
  u linestring,
  v float,
  w year DEFAULT 2020,
  z varchar(10) DEFAULT NULL,
  zz varchar(10) NOT NULL DEFAULT '',
  big bigint(20) unsigned NOT NULL DEFAULT 5000000000,
  half decimal(10,3) DEFAULT -0.5,
  da date DEFAULT (curdate()),
  un char(36) DEFAULT (uuid()),
  su int DEFAULT (b + 1),
  ab int DEFAULT (abs(b) + abs(su)),
  ti time(2) DEFAULT '10:00',
  by4 binary(4), tt tinytext, mt mediumtext, lt longtext, tb tinyblob, bb blob, mb mediumblob, lb longblob, f52 float(5,2), i5 int(5)
) COMMENT='tab''le';
CREATE TABLE parts (
  id int PRIMARY KEY, a varchar(20), b int, t text, pt point NOT NULL, fk bigint unsigned, fk2 bigint unsigned, self int,
  UNIQUE KEY uq (a), UNIQUE KEY two (a, b), UNIQUE KEY prefixed (a(5)), KEY ia (a(5), b DESC) COMMENT 'idx;''c',
  FULLTEXT KEY ft (t), SPATIAL KEY sp (pt),
  CONSTRAINT ch CHECK (b > 0 OR a LIKE 'x%''' AND b IS NOT NULL AND a <> 'b\\c' AND a <> 'new\nline'),
  CONSTRAINT fk1 FOREIGN KEY (fk) REFERENCES parent (id) ON DELETE CASCADE,
  FOREIGN KEY (fk2) REFERENCES parent (id) ON UPDATE SET NULL ON DELETE SET NULL,
  CONSTRAINT me FOREIGN KEY (self) REFERENCES parts (id) ON DELETE NO ACTION
);
CREATE TABLE old_charset (a varchar(5), b varchar(5) CHARACTER SET latin1, c char(3) COLLATE utf8mb4_bin) CHARSET=utf8mb3;
CREATE TABLE old_engine (a int PRIMARY KEY, KEY (a)) ENGINE=MyISAM CHECKSUM=1 DELAY_KEY_WRITE=1 AVG_ROW_LENGTH=20;
CREATE TABLE in_memory (a int, KEY (a), KEY k2 USING BTREE (a)) ENGINE=MEMORY;
CREATE TABLE `we``ird "na;me` (
  `a b` int COMMENT 'x', `select` varchar(3) DEFAULT '''', `ü` enum('a;b','c"d','e`f','') COMMENT '\'', `back\\slash` int,
  PRIMARY KEY (`a b`), KEY `i``x` (`select`), CONSTRAINT `c``;--` CHECK (`a b` <> 3)
) COMMENT='a''; DROP TABLE parent; --';
CREATE VIEW v AS SELECT id, a AS `A b`, concat(a, 'x\'y\\') AS cc FROM parts WHERE b IN (1, 2) WITH CASCADED CHECK OPTION;
CREATE SQL SECURITY INVOKER VIEW v2 (q, w) AS SELECT p.id, v.id FROM parent p JOIN v ON v.id = p.id;
"""

ONLY = {
    "mariadb": r"""
CREATE TABLE own (
  id int PRIMARY KEY, g uuid DEFAULT uuid(), ip inet6, i4 inet4, x char(3) CHECK (x IN ('a','b')), j json NOT NULL,
  b text COMPRESSED, KEY hk (x) IGNORED, CHECK (id > 0 AND x <> 'it''s')
) PAGE_COMPRESSED=1;
CREATE SEQUENCE counter START 5 INCREMENT 2 CACHE 10 CYCLE;
CREATE ALGORITHM=MERGE VIEW merged AS SELECT id FROM parent;
""",
    "mysql": r"""
CREATE TABLE said (
  a varchar(9) CHARACTER SET latin1, b varchar(9), c enum('x CHARACTER SET y') COMMENT ' CHARACTER SET latin1',
  d varchar(9) CHARACTER SET latin1 AS (concat(b, 'x')), e text COLLATE latin1_swedish_ci
) CHARSET=latin1;
CREATE TABLE own (
  id int PRIMARY KEY, place point NOT NULL SRID 4326, a varchar(9), js json DEFAULT (json_object()), em vector(4),
  KEY hidden (a) INVISIBLE, KEY fx ((lower(a)), (concat(a, 'it''s\\')) DESC), SPATIAL KEY sp (place),
  CONSTRAINT soft CHECK (id > 3) NOT ENFORCED
) COMPRESSION='zlib';
""",
}
