DROP INDEX item_idx;
