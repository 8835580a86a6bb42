ALTER INDEX item_idx RENAME TO item_by_name;
