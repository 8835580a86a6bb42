-- A table gives its name to a view, and what reads it by that name stays.
CREATE TABLE stock (id integer, name text);
CREATE VIEW report AS SELECT id, name FROM stock;
-- after
CREATE TABLE stock_kept (id integer, name text);
CREATE VIEW stock AS SELECT id, name FROM stock_kept;
CREATE VIEW report AS SELECT id, name FROM stock;
