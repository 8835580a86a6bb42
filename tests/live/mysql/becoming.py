"""Databases on MariaDB and MySQL that must become one another, by what is between them."""

from __future__ import annotations

RANGE = "CREATE TABLE t (id int, d date NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE (year(d)) "
LIST = "CREATE TABLE t (id int, c varchar(5)) PARTITION BY LIST COLUMNS (c) "
KEYED = "CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE w (id int PRIMARY KEY); "
VERSIONED = (
    "CREATE TABLE t (a int, since timestamp(6) GENERATED ALWAYS AS ROW START, until timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE,"
    " PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING"
)
BOTH = {
    "partitions declared": (
        "CREATE TABLE t (id int, `D d` date NOT NULL)",
        (
            "CREATE TABLE t (id int, `D d` date NOT NULL) PARTITION BY RANGE COLUMNS (`D d`)"
            " (PARTITION `P-0` VALUES LESS THAN ('2024-01-01') COMMENT = 'it''s, old', PARTITION pm VALUES LESS THAN (MAXVALUE))"
        ),
    ),
    "partitions with a new key": (
        "CREATE TABLE t (id int PRIMARY KEY, d date NOT NULL)",
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024))",
    ),
    "partition at the end": (
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024))",
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024), PARTITION p1 VALUES LESS THAN MAXVALUE)",
    ),
    "partition in the middle": (
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024), PARTITION p1 VALUES LESS THAN MAXVALUE)",
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024), PARTITION px VALUES LESS THAN (2025), PARTITION p1 VALUES LESS THAN MAXVALUE)",
    ),
    "partitions cut otherwise": (
        RANGE + "(PARTITION a VALUES LESS THAN (2020), PARTITION b VALUES LESS THAN (2024), PARTITION c VALUES LESS THAN MAXVALUE)",
        RANGE + "(PARTITION d VALUES LESS THAN (2024), PARTITION c VALUES LESS THAN MAXVALUE)",
    ),
    "list of values": (
        LIST + "(PARTITION a VALUES IN ('US', 'ca'))",
        LIST + "(PARTITION a VALUES IN ('US', 'ca', NULL), PARTITION b VALUES IN ('x'))",
    ),
    "number of partitions": (
        "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2",
        "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 5",
    ),
    "partitioned by something else, and a new column": (
        "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY KEY (id) PARTITIONS 2",
        "CREATE TABLE t (id int PRIMARY KEY, n int) PARTITION BY LINEAR HASH (id) PARTITIONS 4",
    ),
    "partitions of partitions": (
        "CREATE TABLE t (id int, d date)",
        (
            "CREATE TABLE t (id int, d date) PARTITION BY RANGE (to_days(d)) SUBPARTITION BY HASH (id) SUBPARTITIONS 2"
            " (PARTITION p0 VALUES LESS THAN (739251), PARTITION p1 VALUES LESS THAN MAXVALUE)"
        ),
    ),
    "methods said in so many words": (
        "CREATE TABLE t (a int, b int, PRIMARY KEY (a), KEY k (b), UNIQUE KEY u (b))",
        "CREATE TABLE t (a int, b int, PRIMARY KEY (a) USING BTREE, KEY k (b) USING BTREE COMMENT 'x', UNIQUE KEY u (b) USING BTREE)",
    ),
    "comment and prefix of a primary key": (
        "CREATE TABLE t (a varchar(30) NOT NULL, b int NOT NULL, PRIMARY KEY (a))",
        "CREATE TABLE t (a varchar(30) NOT NULL, b int NOT NULL, PRIMARY KEY (a(5), b DESC) COMMENT 'it''s')",
    ),
    "row format said in so many words": (
        "CREATE TABLE t (a int)",
        "CREATE TABLE t (a int) ROW_FORMAT=DYNAMIC",
    ),
    "another table referred to": (
        KEYED + "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES u (id))",
        KEYED + "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES w (id))",
    ),
    "checks and foreign keys that exchange their names": (
        (
            "CREATE TABLE u (id int PRIMARY KEY);"
            "CREATE TABLE t (a int, CONSTRAINT x CHECK (a > 0), CONSTRAINT fx FOREIGN KEY (a) REFERENCES u (id));"
            "CREATE TABLE w (a int, CONSTRAINT y CHECK (a > 0), CONSTRAINT fy FOREIGN KEY (a) REFERENCES u (id))"
        ),
        (
            "CREATE TABLE u (id int PRIMARY KEY);"
            "CREATE TABLE t (a int, CONSTRAINT y CHECK (a > 1), CONSTRAINT fy FOREIGN KEY (a) REFERENCES u (id) ON DELETE CASCADE);"
            "CREATE TABLE w (a int, CONSTRAINT x CHECK (a > 1), CONSTRAINT fx FOREIGN KEY (a) REFERENCES u (id) ON DELETE CASCADE)"
        ),
    ),
    "virtual and stored": (
        "CREATE TABLE t (a int, v int AS (a * 2) VIRTUAL, z int)",
        "CREATE TABLE t (a int, v int AS (a * 2) STORED, z int)",
    ),
    "virtual and plain": (
        "CREATE TABLE t (a int, v int AS (a * 2) VIRTUAL, z int)",
        "CREATE TABLE t (a int, v bigint, z int)",
    ),
    "a view of another character set": (
        "CREATE TABLE t (a varchar(9)); CREATE VIEW v AS SELECT concat(a, ' ') AS b FROM t",
        "CREATE TABLE t (a varchar(9)); SET NAMES utf8mb3; CREATE VIEW v AS SELECT concat(a, ' ') AS b FROM t; SET NAMES utf8mb4",
    ),
    "what leans on a column of another sort": (
        "CREATE TABLE t (a int, v int AS (a * 2) VIRTUAL, w int AS (v + 1) VIRTUAL, KEY kv (v), UNIQUE KEY uw (w), CHECK (v > 0))",
        "CREATE TABLE t (a int, v int AS (a * 2) STORED, w int AS (v + 1) VIRTUAL, KEY kv (v), UNIQUE KEY uw (w), CHECK (v > 0))",
    ),
    "a foreign key between tables of another character set": (
        (
            "CREATE TABLE u (id varchar(9) PRIMARY KEY) CHARSET=latin1;"
            "CREATE TABLE t (u varchar(9), CONSTRAINT f FOREIGN KEY (u) REFERENCES u (id)) CHARSET=latin1"
        ),
        (
            "CREATE TABLE u (id varchar(9) PRIMARY KEY) CHARSET=utf8mb4;"
            "CREATE TABLE t (u varchar(9), CONSTRAINT f FOREIGN KEY (u) REFERENCES u (id)) CHARSET=utf8mb4"
        ),
    ),
    "pages of another size": (
        "CREATE TABLE t (a int PRIMARY KEY, b int, KEY kb (b)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8",
        "CREATE TABLE t (a int PRIMARY KEY, b int, KEY kb (b) KEY_BLOCK_SIZE=4)",
    ),
    "tables made of tables": (
        (
            "CREATE TABLE a (n int) ENGINE=MyISAM; CREATE TABLE b (n int) ENGINE=MyISAM;"
            "CREATE TABLE m (n int) ENGINE=MERGE UNION=(a) INSERT_METHOD=FIRST"
        ),
        (
            "CREATE TABLE a (n int) ENGINE=MyISAM; CREATE TABLE b (n int) ENGINE=MyISAM;"
            "CREATE TABLE m (n int) ENGINE=MERGE UNION=(a,b) INSERT_METHOD=LAST"
        ),
    ),
    "a bound in the middle moved": (
        RANGE + "(PARTITION a VALUES LESS THAN (2020), PARTITION c VALUES LESS THAN MAXVALUE)",
        RANGE + "(PARTITION a VALUES LESS THAN (2022), PARTITION c VALUES LESS THAN MAXVALUE)",
    ),
    "partitioned by a column of a reserved name": (
        "CREATE TABLE t (`select` int NOT NULL, `range` int NOT NULL) PARTITION BY HASH (`select`) PARTITIONS 2",
        (
            "CREATE TABLE t (`select` int NOT NULL, `range` int NOT NULL) PARTITION BY RANGE (`range` + `select`)"
            " (PARTITION `key` VALUES LESS THAN (10))"
        ),
    ),
    "triggers in another order, on another table": (
        (
            "CREATE TABLE t (a int); CREATE TABLE u (a int);"
            "CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;"
            "CREATE TRIGGER two BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 2;"
            "CREATE TRIGGER moving AFTER DELETE ON t FOR EACH ROW SET @x = 1"
        ),
        (
            "CREATE TABLE t (a int, b int); CREATE TABLE u (a int);"
            "CREATE TRIGGER two BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 2;"
            "CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;"
            "CREATE TRIGGER moving AFTER DELETE ON u FOR EACH ROW SET @x = 1"
        ),
    ),
    "a trigger in other letters": (
        "CREATE TABLE t (a int); create trigger  g before insert on t for each row set new.a=1",
        "CREATE TABLE t (a int); CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1",
    ),
    "a column computed from a new one": (
        "CREATE TABLE t (a int, b int)",
        "CREATE TABLE t (a int, n int, b int AS (n + 1) VIRTUAL)",
    ),
    "several fulltext indexes": (
        "CREATE TABLE t (a text, b text)",
        "CREATE TABLE t (a text, b text, FULLTEXT KEY fa (a), FULLTEXT KEY fb (b))",
    ),
    "a trigger whose table goes": (
        "CREATE TABLE t (a int); CREATE TABLE u (a int); CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW SET @x = 1",
        "CREATE TABLE u (a int); CREATE TRIGGER g AFTER INSERT ON u FOR EACH ROW SET @x = 2",
    ),
    "an event that ends": (
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO SELECT 1",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' ENDS '2031-01-01 00:00:00' DO SELECT 1",
    ),
    "routines as they were written": (
        "CREATE PROCEDURE p (IN  A int, OUT b  int) SET b = A; CREATE FUNCTION f(a int) RETURNS int DETERMINISTIC COMMENT 'it''s' RETURN a",
        "CREATE PROCEDURE p(a INT) SELECT 'it''s \\'x\\''; CREATE FUNCTION f( a  int ) RETURNS int NO SQL RETURN a",
    ),
    "algorithms of views": (
        "CREATE TABLE t (a int); CREATE ALGORITHM=MERGE VIEW v AS SELECT a FROM t",
        "CREATE TABLE t (a int); CREATE ALGORITHM=TEMPTABLE SQL SECURITY INVOKER VIEW v AS SELECT a FROM t",
    ),
}
ONLY = {
    "mariadb": {
        "history": (
            "CREATE TABLE t (a int)",
            "CREATE TABLE t (a int, b int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING",
        ),
        "history with columns of its own": ("CREATE TABLE t (a int)", VERSIONED),
        "a table with history": ("CREATE TABLE u (a int)", "CREATE TABLE u (a int); " + VERSIONED),
        "a period": (
            "CREATE TABLE t (a int, s date NOT NULL, e date NOT NULL)",
            "CREATE TABLE t (a int, s date, e date, PERIOD FOR `During it` (s, e))",
        ),
        "keys that do not overlap": (
            "CREATE TABLE t (a int, s date, e date, PERIOD FOR p (s, e), PRIMARY KEY (a, p WITHOUT OVERLAPS))",
            "CREATE TABLE t (a int, b int, s date, e date, PERIOD FOR p (s, e), UNIQUE KEY u (a, b, p WITHOUT OVERLAPS))",
        ),
        "indexes out of sight": (
            "CREATE TABLE t (a int, b int, KEY k (a) IGNORED, UNIQUE KEY u (b))",
            "CREATE TABLE t (a int, b int, KEY k (a), UNIQUE KEY u (b) IGNORED)",
        ),
        "sequences": (
            "CREATE SEQUENCE s START WITH -1 INCREMENT BY -1 NOCACHE COMMENT='x'; CREATE SEQUENCE e ENGINE=Aria",
            "CREATE SEQUENCE s START WITH 5 INCREMENT BY 2 CYCLE; CREATE SEQUENCE e",
        ),
        "options of Aria": (
            "CREATE TABLE t (a int) ENGINE=Aria TRANSACTIONAL=1 PAGE_CHECKSUM=1",
            "CREATE TABLE t (a int) ENGINE=Aria TRANSACTIONAL=0 PAGE_CHECKSUM=0",
        ),
        "pages compressed": ("CREATE TABLE t (a int)", "CREATE TABLE t (a int) PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=5"),
    },
    "mysql": {
        "parser of a fulltext index": (
            "CREATE TABLE t (a varchar(9), FULLTEXT KEY f (a))",
            "CREATE TABLE t (a varchar(9), FULLTEXT KEY f (a) WITH PARSER ngram)",
        ),
        "functional index": (
            "CREATE TABLE t (a int, b int, KEY k (b))",
            "CREATE TABLE t (a int, b int, KEY k ((if(a = 0, b, NULL)), a DESC))",
        ),
        "index of many values": (
            "CREATE TABLE t (j json, KEY k ((cast(j->'$.a' AS unsigned array))))",
            "CREATE TABLE t (j json, KEY k ((cast(j->'$.b' AS char(9) array))))",
        ),
        "indexes out of sight": (
            "CREATE TABLE t (a int, b int, KEY k (a) INVISIBLE, UNIQUE KEY u (b))",
            "CREATE TABLE t (a int, b int, KEY k (a), UNIQUE KEY u (b) INVISIBLE)",
        ),
        "checks that are not enforced": (
            "CREATE TABLE t (a int, CONSTRAINT one CHECK (a > 1) NOT ENFORCED, CONSTRAINT two CHECK (a < 9))",
            "CREATE TABLE t (a int, CONSTRAINT one CHECK (a > 1), CONSTRAINT two CHECK (a < 9) NOT ENFORCED)",
        ),
        "reference systems": (
            "CREATE TABLE t (a point NOT NULL SRID 4326, b point SRID 0, SPATIAL KEY k (a))",
            "CREATE TABLE t (a point NOT NULL SRID 3857, b point, SPATIAL KEY k (a))",
        ),
        "options of InnoDB": (
            "CREATE TABLE t (a int, b int NOT SECONDARY) COMPRESSION='zlib' SECONDARY_ENGINE=rapid",
            "CREATE TABLE t (a int, b int)",
        ),
        "a value as a default, and an expression that is one": (
            "CREATE TABLE t (a varchar(9) DEFAULT 'x', b int DEFAULT (5))",
            "CREATE TABLE t (a varchar(9) DEFAULT ('x'), b int DEFAULT 5)",
        ),
        "growth": ("CREATE TABLE t (a int) AUTOEXTEND_SIZE=4M", "CREATE TABLE t (a int)"),
        "algorithm of partitions": (
            "CREATE TABLE t (a int NOT NULL) PARTITION BY KEY ALGORITHM=1 (a) PARTITIONS 2",
            "CREATE TABLE t (a int NOT NULL) PARTITION BY KEY (a) PARTITIONS 2",
        ),
        "a binary default that is computed": (
            "CREATE TABLE t (a binary(16) NOT NULL DEFAULT (unhex(replace(uuid(), '-', ''))))",
            "CREATE TABLE t (a binary(16) NOT NULL)",
        ),
    },
}
