-- Row filters, columns, schemas and operations of publications change; one of everything is another one.
-- since: 15
CREATE SCHEMA s;
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE PUBLICATION one FOR TABLE t (id), u;
CREATE PUBLICATION two FOR TABLES IN SCHEMA s;
CREATE PUBLICATION three FOR ALL TABLES;
-- after
CREATE SCHEMA s;
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE PUBLICATION one FOR TABLE t WHERE (id > 5) WITH (publish = 'insert, delete');
CREATE PUBLICATION two FOR TABLE u WITH (publish_via_partition_root = true);
CREATE PUBLICATION three FOR TABLE t;
