CREATE INDEX item_by_name ON item (name);
DROP INDEX item_idx;
