CREATE TABLE status (
  code VARCHAR(8) NOT NULL,
  label VARCHAR(40) NOT NULL,
  final BOOLEAN NOT NULL DEFAULT FALSE,
  CONSTRAINT status_pkey PRIMARY KEY (code)
);

INSERT INTO status (code, label) VALUES
  ('open', 'It''s open');

INSERT INTO status (code, label, final) VALUES
  ('done', 'Done', 1);

CREATE TABLE _schemac_new_orders (
  id INTEGER NOT NULL,
  status VARCHAR(8),
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_status_fkey FOREIGN KEY (status) REFERENCES status (code)
);

INSERT INTO _schemac_new_orders (id, status)
SELECT id, status FROM orders;

DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
