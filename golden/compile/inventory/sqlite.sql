-- · SQLite does not enforce the length of a text (warehouse.city, product.sku, product.name)
-- · SQLite keeps no comment on a table (product)
-- · SQLite keeps about 15 digits of a numeric, as a binary fraction (product.price)
-- · SQLite has no type for dates and times: they are text, which sorts rightly in ISO 8601 and UTC (stock.counted_on)
CREATE TABLE warehouse (
  id INTEGER NOT NULL,
  city VARCHAR(80) NOT NULL,
  CONSTRAINT warehouse_pkey PRIMARY KEY (id),
  CONSTRAINT warehouse_city_key UNIQUE (city)
);

CREATE TABLE product (
  id INTEGER NOT NULL CONSTRAINT product_pkey PRIMARY KEY AUTOINCREMENT,
  sku VARCHAR(40) NOT NULL,
  name VARCHAR(200) NOT NULL,
  weight_grams INTEGER NOT NULL DEFAULT 0,
  price NUMERIC(10,2),
  CONSTRAINT product_sku_key UNIQUE (sku),
  CONSTRAINT product_weight_check CHECK (weight_grams >= 0)
);

CREATE INDEX product_name_idx ON product (name);

CREATE TABLE stock (
  warehouse_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 0,
  counted_on TEXT,
  CONSTRAINT stock_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse (id),
  CONSTRAINT stock_pkey PRIMARY KEY (warehouse_id, product_id),
  CONSTRAINT stock_product_id_fkey FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
  CONSTRAINT stock_quantity_check CHECK (quantity >= 0)
);

CREATE INDEX stock_product_id_quantity_idx ON stock (product_id, quantity);

CREATE VIEW out_of_stock AS
SELECT p.id, p.sku FROM product AS p WHERE NOT EXISTS(SELECT 1 FROM stock AS s WHERE s.product_id = p.id AND s.quantity > 0);
