-- · Databricks keeps the primary key of customer but does not enforce it (customer)
-- · Databricks has no unique; on customer it is left out (customer)
-- · Databricks has no index; on customer it is left out (customer.customer_created_at_idx)
-- · Databricks keeps the primary key of country but does not enforce it (country)
-- · its labels are text and sort as text (order.status)
-- · Databricks keeps the primary key of order but does not enforce it (order)
-- · Databricks keeps the foreign key of order but does not enforce it (order)
-- · Databricks has no on update cascade; it becomes no action (order)
-- · Databricks keeps the foreign key order_customer_fk of order but does not enforce it (order.order_customer_fk)
-- · Databricks has no on delete restrict; it becomes no action (order.order_customer_fk)
-- · Databricks has no index; on order it is left out (order.order_customer_open_idx)
-- · Databricks keeps the foreign key of order_item but does not enforce it (order_item)
-- · Databricks has no on delete cascade; it becomes no action (order_item)
-- · Databricks keeps the primary key of order_item but does not enforce it (order_item)
-- · Databricks has no unique; on order_item it is left out (order_item.order_item_sku_key)
CREATE TABLE customer (
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  email VARCHAR(320) NOT NULL,
  full_name STRING COMMENT 'As it is printed on a parcel',
  locale VARCHAR(8) NOT NULL DEFAULT 'en',
  newsletter BOOLEAN NOT NULL DEFAULT FALSE,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP(),
  CONSTRAINT customer_pkey PRIMARY KEY (id)
)
USING DELTA
COMMENT 'People and companies who buy from us'
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

CREATE TABLE country (
  code CHAR(2) NOT NULL,
  name VARCHAR(100) NOT NULL,
  CONSTRAINT country_pkey PRIMARY KEY (code)
)
USING DELTA;

CREATE TABLE `order` (
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  customer_id BIGINT NOT NULL,
  ship_to CHAR(2),
  status STRING NOT NULL DEFAULT 'pending',
  total DECIMAL(12, 2) NOT NULL,
  placed_at TIMESTAMP,
  note STRING,
  CONSTRAINT order_pkey PRIMARY KEY (id),
  CONSTRAINT order_ship_to_fkey FOREIGN KEY (ship_to) REFERENCES country (code),
  CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id)
)
USING DELTA
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

ALTER TABLE `order` ADD CONSTRAINT order_total_positive CHECK (total > 0 or status = 'cancelled');
ALTER TABLE `order` ADD CONSTRAINT order_status_check CHECK (status IN ('pending', 'paid', 'shipped', 'cancelled'));
ALTER TABLE `order` ADD CONSTRAINT order_total_check CHECK (total >= 0);

CREATE TABLE order_item (
  order_id BIGINT NOT NULL,
  line INT NOT NULL,
  sku VARCHAR(40) NOT NULL,
  quantity INT NOT NULL DEFAULT 1,
  unit_price DECIMAL(12, 2) NOT NULL,
  line_total DECIMAL(14, 2) GENERATED ALWAYS AS (quantity * unit_price),
  CONSTRAINT order_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES `order` (id),
  CONSTRAINT order_item_pkey PRIMARY KEY (order_id, line)
)
USING DELTA
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

ALTER TABLE order_item ADD CONSTRAINT order_item_line_check CHECK (line > 0);
ALTER TABLE order_item ADD CONSTRAINT order_item_quantity_positive CHECK (quantity > 0);
ALTER TABLE order_item ADD CONSTRAINT order_item_unit_price_check CHECK (unit_price >= 0);

CREATE VIEW open_order COMMENT 'What the warehouse has to send' AS
SELECT o.id, o.customer_id, o.total FROM `order` AS o WHERE o.status IN ('pending', 'paid');
