ALTER TABLE item DROP INDEX item_name_key;
