ALTER TABLE item
  ADD COLUMN parent_id int,
  ADD KEY item_parent_id_fkey (parent_id);

ALTER TABLE item ADD CONSTRAINT item_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES item (id) ON DELETE CASCADE;
