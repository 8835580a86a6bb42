CREATE TYPE mood AS ENUM ('sad', 'it''s');
ALTER TABLE item ADD COLUMN mood mood;
