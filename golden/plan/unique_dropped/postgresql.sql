ALTER TABLE item DROP CONSTRAINT item_name_key;
