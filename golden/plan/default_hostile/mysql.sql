ALTER TABLE item MODIFY COLUMN name varchar(90) DEFAULT 'a''; DROP TABLE item; -- \\ "x" %s :y ünï';
