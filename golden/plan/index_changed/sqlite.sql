DROP INDEX item_idx;
CREATE INDEX item_idx ON item (size, name DESC);
