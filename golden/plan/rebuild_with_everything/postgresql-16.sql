DROP VIEW roots;
ALTER TABLE node DROP CONSTRAINT node_parent_id_fkey;
ALTER TABLE node ALTER COLUMN name TYPE character varying(80);
ALTER TABLE node ALTER COLUMN size TYPE bigint;
ALTER TABLE node ALTER COLUMN size SET DEFAULT 4;
ALTER TABLE node ALTER COLUMN size SET NOT NULL;
ALTER TABLE node ADD CONSTRAINT node_size_check CHECK (size > 0);
ALTER TABLE node ADD CONSTRAINT node_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES node (id) ON DELETE SET NULL;

CREATE VIEW roots AS
SELECT id,
    name
   FROM node
  WHERE (parent_id IS NULL);
