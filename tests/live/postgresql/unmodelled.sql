CREATE TABLE base (id integer PRIMARY KEY, kind text);
CREATE TYPE pair AS (a integer, b integer);
CREATE TYPE not_yet;
CREATE LANGUAGE again HANDLER plpgsql_call_handler;
CREATE SCHEMA schemac;
CREATE TABLE schemac.memory (question text, answer text);
CREATE TABLE pg_class (id integer);
