CREATE TABLE warehouse (
  id int NOT NULL,
  city varchar(80) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY warehouse_city_key (city)
);

CREATE TABLE product (
  id bigint NOT NULL AUTO_INCREMENT,
  sku varchar(40) NOT NULL,
  name varchar(200) NOT NULL,
  weight_grams int NOT NULL DEFAULT 0,
  price decimal(10,2),
  PRIMARY KEY (id),
  UNIQUE KEY product_sku_key (sku),
  KEY product_name_idx (name),
  CONSTRAINT product_weight_check CHECK (weight_grams >= 0)
) COMMENT='What can be stored';

CREATE TABLE stock (
  warehouse_id int NOT NULL,
  product_id bigint NOT NULL,
  quantity int NOT NULL DEFAULT 0,
  counted_on date,
  PRIMARY KEY (warehouse_id, product_id),
  KEY stock_product_id_quantity_idx (product_id, quantity),
  CONSTRAINT stock_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse (id),
  CONSTRAINT stock_product_id_fkey FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
  CONSTRAINT stock_quantity_check CHECK (quantity >= 0)
);

CREATE VIEW out_of_stock AS
SELECT p.id, p.sku FROM product AS p WHERE NOT EXISTS(SELECT 1 FROM stock AS s WHERE s.product_id = p.id AND s.quantity > 0);
