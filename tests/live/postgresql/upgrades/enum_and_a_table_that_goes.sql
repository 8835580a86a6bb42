-- An enum loses a label while a table of its values goes, so only the other table is carried over.
CREATE TYPE mood AS ENUM ('low', 'high', 'odd');
CREATE TABLE stays (id integer PRIMARY KEY, m mood DEFAULT 'low');
CREATE TABLE goes (id integer PRIMARY KEY, m mood);
-- after
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TABLE stays (id integer PRIMARY KEY, m mood DEFAULT 'low');
