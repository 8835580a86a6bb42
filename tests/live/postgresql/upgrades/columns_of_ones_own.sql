-- A table that inherits may have columns by itself that its parent hands down too, and a dump tells them.
CREATE TABLE parent (a integer, b integer DEFAULT 7);
CREATE TABLE other (a integer);
CREATE TABLE stays () INHERITS (parent);
-- after
CREATE TABLE counted (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE counts (b integer) INHERITS (counted);
CREATE TABLE parent (a integer, b integer DEFAULT 7);
CREATE TABLE other (a integer);
CREATE TABLE stays () INHERITS (parent);
CREATE TABLE made (a integer, c text) INHERITS (parent);
