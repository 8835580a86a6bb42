-- · Spark SQL has no primary key; on customer it is left out (customer)
-- · Spark SQL has no unique; on customer it is left out (customer)
-- · Spark SQL has no index; on customer it is left out (customer.customer_created_at_idx)
-- · Spark SQL has no primary key; on country it is left out (country)
-- · its labels are text and sort as text (order.status)
-- · Spark SQL has no primary key; on order it is left out (order)
-- · Spark SQL has no foreign key; on order it is left out (order, order.order_customer_fk)
-- · Spark SQL has no index; on order it is left out (order.order_customer_open_idx)
-- · Spark SQL has no foreign key; on order_item it is left out (order_item)
-- · Spark SQL has no primary key; on order_item it is left out (order_item)
-- · Spark SQL has no unique; on order_item it is left out (order_item.order_item_sku_key)
CREATE TABLE customer (
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  email VARCHAR(320) NOT NULL,
  full_name STRING COMMENT 'As it is printed on a parcel',
  locale VARCHAR(8) NOT NULL DEFAULT 'en',
  newsletter BOOLEAN NOT NULL DEFAULT FALSE,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP()
)
USING DELTA
COMMENT 'People and companies who buy from us'
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

CREATE TABLE country (
  code CHAR(2) NOT NULL,
  name VARCHAR(100) NOT NULL
)
USING DELTA;

CREATE TABLE `order` (
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  customer_id BIGINT NOT NULL,
  ship_to CHAR(2),
  status STRING NOT NULL DEFAULT 'pending',
  total DECIMAL(12, 2) NOT NULL,
  placed_at TIMESTAMP,
  note STRING
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
  line_total DECIMAL(14, 2) GENERATED ALWAYS AS (quantity * unit_price)
)
USING DELTA
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

ALTER TABLE order_item ADD CONSTRAINT order_item_line_check CHECK (line > 0);
ALTER TABLE order_item ADD CONSTRAINT order_item_quantity_positive CHECK (quantity > 0);
ALTER TABLE order_item ADD CONSTRAINT order_item_unit_price_check CHECK (unit_price >= 0);

CREATE VIEW open_order COMMENT 'What the warehouse has to send' AS
SELECT o.id, o.customer_id, o.total FROM `order` AS o WHERE o.status IN ('pending', 'paid');
