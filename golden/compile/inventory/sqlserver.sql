-- · an identity refuses values given by hand unless IDENTITY_INSERT is on (product.id)
CREATE TABLE warehouse (
  id INT NOT NULL,
  city NVARCHAR(80) NOT NULL,
  CONSTRAINT warehouse_pkey PRIMARY KEY (id),
  CONSTRAINT warehouse_city_key UNIQUE (city)
);
GO

CREATE TABLE product (
  id BIGINT IDENTITY(1, 1) NOT NULL,
  sku NVARCHAR(40) NOT NULL,
  name NVARCHAR(200) NOT NULL,
  weight_grams INT NOT NULL CONSTRAINT df_product_weight_grams DEFAULT 0,
  price DECIMAL(10, 2) NULL,
  CONSTRAINT product_pkey PRIMARY KEY (id),
  CONSTRAINT product_sku_key UNIQUE (sku),
  CONSTRAINT product_weight_check CHECK (weight_grams >= 0)
);
GO

CREATE INDEX product_name_idx ON product (name);
GO

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'What can be stored', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'product';
GO

CREATE TABLE stock (
  warehouse_id INT NOT NULL,
  product_id BIGINT NOT NULL,
  quantity INT NOT NULL CONSTRAINT df_stock_quantity DEFAULT 0,
  counted_on DATE NULL,
  CONSTRAINT stock_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse (id),
  CONSTRAINT stock_pkey PRIMARY KEY (warehouse_id, product_id),
  CONSTRAINT stock_product_id_fkey FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
  CONSTRAINT stock_quantity_check CHECK (quantity >= 0)
);
GO

CREATE INDEX stock_product_id_quantity_idx ON stock (product_id, quantity);
GO

CREATE VIEW out_of_stock AS
SELECT p.id, p.sku FROM product AS p WHERE NOT EXISTS(SELECT 1 FROM stock AS s WHERE s.product_id = p.id AND s.quantity > 0);
GO
