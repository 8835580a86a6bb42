ALTER TABLE item RENAME INDEX item_idx TO item_by_name;
