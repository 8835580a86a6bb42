ALTER TABLE item ADD COLUMN other_id integer;
ALTER TABLE item ADD CONSTRAINT item_other_id_fkey FOREIGN KEY (other_id) REFERENCES other (id);
