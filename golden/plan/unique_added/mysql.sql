ALTER TABLE item ADD UNIQUE KEY item_name_key (name);
