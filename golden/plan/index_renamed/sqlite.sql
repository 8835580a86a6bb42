DROP INDEX item_idx;
CREATE INDEX item_by_name ON item (name);
