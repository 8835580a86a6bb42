CREATE TABLE base (id integer PRIMARY KEY, kind text);
CREATE TYPE pair AS (a integer, b integer);
CREATE TEXT SEARCH CONFIGURATION simple_two (COPY = simple);
CREATE CAST (pair AS text) WITH INOUT;
CREATE SCHEMA schemac;
CREATE TABLE schemac.memory (question text, answer text);
CREATE TABLE pg_class (id integer);
