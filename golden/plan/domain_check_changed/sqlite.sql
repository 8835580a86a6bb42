CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(40),
  price NUMERIC(12,2),
  CONSTRAINT item_pkey PRIMARY KEY (id),
  CONSTRAINT item_price_check CHECK (price > -5)
);

INSERT INTO _schemac_new_item (id, name, price)
SELECT id, name, price FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
