-- A table that refers to a key that is made anew is dropped, and nothing is put back on it.
CREATE TABLE product (id integer PRIMARY KEY, name text);
CREATE TABLE item (product integer REFERENCES product (id), amount integer);
-- after
CREATE TABLE product (id integer, name text PRIMARY KEY);
