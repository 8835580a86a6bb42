ALTER TABLE item
  ADD COLUMN other_id int,
  ADD KEY item_other_id_fkey (other_id);

ALTER TABLE item ADD CONSTRAINT item_other_id_fkey FOREIGN KEY (other_id) REFERENCES other (id);
