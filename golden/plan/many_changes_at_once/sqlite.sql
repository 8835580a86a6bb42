CREATE TABLE purchase (
  id INTEGER NOT NULL CONSTRAINT purchase_pkey PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL,
  total NUMERIC(10,2) NOT NULL DEFAULT 0,
  CONSTRAINT purchase_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT purchase_total_check CHECK (total >= 0)
);

CREATE VIEW spent AS
SELECT customer_id, SUM(total) AS total FROM purchase GROUP BY customer_id;

CREATE TABLE _schemac_new_customer (
  id INTEGER NOT NULL CONSTRAINT customer_pkey PRIMARY KEY AUTOINCREMENT,
  email VARCHAR(200) NOT NULL,
  phone VARCHAR(20),
  CONSTRAINT customer_email_key UNIQUE (email)
);

INSERT INTO _schemac_new_customer (id, email)
SELECT id, email FROM customer;

DELETE FROM sqlite_sequence WHERE name = '_schemac_new_customer';
INSERT INTO sqlite_sequence (name, seq) SELECT '_schemac_new_customer', seq FROM sqlite_sequence WHERE name = 'customer';
DROP TABLE customer;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_customer RENAME TO customer;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX customer_phone ON customer (phone);
DROP TABLE legacy;
