-- · Snowflake keeps the primary key of warehouse but does not enforce it (warehouse)
-- · Snowflake keeps the unique of warehouse but does not enforce it (warehouse)
-- · Snowflake keeps the primary key of product but does not enforce it (product)
-- · Snowflake keeps the unique of product but does not enforce it (product)
-- · Snowflake has no check; on product it is left out (product.product_weight_check)
-- · Snowflake has no index; on product it is left out (product.product_name_idx)
-- · Snowflake keeps the foreign key of stock but does not enforce it (stock, stock)
-- · Snowflake keeps the primary key stock_pkey of stock but does not enforce it (stock.stock_pkey)
-- · Snowflake has no check; on stock it is left out (stock.stock_quantity_check)
-- · Snowflake has no index; on stock it is left out (stock)
CREATE TABLE warehouse (
  id INTEGER NOT NULL,
  city VARCHAR(80) NOT NULL,
  CONSTRAINT warehouse_pkey PRIMARY KEY (id),
  CONSTRAINT warehouse_city_key UNIQUE (city)
);

CREATE TABLE product (
  id BIGINT AUTOINCREMENT START 1 INCREMENT 1 NOT NULL,
  sku VARCHAR(40) NOT NULL,
  name VARCHAR(200) NOT NULL,
  weight_grams INTEGER DEFAULT 0 NOT NULL,
  price NUMBER(10, 2),
  CONSTRAINT product_pkey PRIMARY KEY (id),
  CONSTRAINT product_sku_key UNIQUE (sku)
);

COMMENT ON TABLE product IS 'What can be stored';

CREATE TABLE stock (
  warehouse_id INTEGER NOT NULL,
  product_id BIGINT NOT NULL,
  quantity INTEGER DEFAULT 0 NOT NULL,
  counted_on DATE,
  CONSTRAINT stock_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse (id),
  CONSTRAINT stock_pkey PRIMARY KEY (warehouse_id, product_id),
  CONSTRAINT stock_product_id_fkey FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
);

CREATE VIEW out_of_stock AS
SELECT p.id, p.sku FROM product AS p WHERE NOT EXISTS(SELECT 1 FROM stock AS s WHERE s.product_id = p.id AND s.quantity > 0);
