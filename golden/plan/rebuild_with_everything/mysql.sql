ALTER TABLE node DROP FOREIGN KEY node_parent_id_fkey;

ALTER TABLE node
  MODIFY COLUMN name varchar(80) NOT NULL,
  MODIFY COLUMN size bigint NOT NULL DEFAULT 4,
  ADD CONSTRAINT node_size_check CHECK (size > 0);

ALTER TABLE node ADD CONSTRAINT node_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES node (id) ON DELETE SET NULL;
