ALTER TABLE item DROP INDEX item_idx;
