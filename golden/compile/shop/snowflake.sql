-- · Snowflake keeps the primary key of customer but does not enforce it (customer)
-- · Snowflake keeps the unique of customer but does not enforce it (customer)
-- · Snowflake has no index; on customer it is left out (customer.customer_created_at_idx)
-- · Snowflake keeps the primary key of country but does not enforce it (country)
-- · its labels are text and sort as text (order.status)
-- · Snowflake keeps the primary key of order but does not enforce it (order)
-- · Snowflake keeps the foreign key of order but does not enforce it (order)
-- · Snowflake has no check; on order it is left out (order.order_total_positive, order, order)
-- · Snowflake keeps the foreign key order_customer_fk of order but does not enforce it (order.order_customer_fk)
-- · Snowflake has no index; on order it is left out (order.order_customer_open_idx)
-- · Snowflake has no stored generated columns; it becomes virtual (order_item.line_total)
-- · Snowflake keeps the foreign key of order_item but does not enforce it (order_item)
-- · Snowflake has no check; on order_item it is left out (order_item, order_item.order_item_quantity_positive, order_item)
-- · Snowflake keeps the primary key of order_item but does not enforce it (order_item)
-- · Snowflake keeps the unique order_item_sku_key of order_item but does not enforce it (order_item.order_item_sku_key)
-- · Snowflake numbers it by default but takes values given by hand (customer.id, order.id)
CREATE TABLE customer (
  id BIGINT AUTOINCREMENT START 1 INCREMENT 1 NOT NULL,
  email VARCHAR(320) NOT NULL,
  full_name VARCHAR,
  locale VARCHAR(8) DEFAULT 'en' NOT NULL,
  newsletter BOOLEAN DEFAULT FALSE NOT NULL,
  created_at TIMESTAMP_LTZ(6) DEFAULT CURRENT_TIMESTAMP() NOT NULL,
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_email_key UNIQUE (email)
);

COMMENT ON TABLE customer IS 'People and companies who buy from us';
COMMENT ON COLUMN customer.full_name IS 'As it is printed on a parcel';

CREATE TABLE country (
  code VARCHAR(2) NOT NULL,
  name VARCHAR(100) NOT NULL,
  CONSTRAINT country_pkey PRIMARY KEY (code)
);

CREATE TABLE "order" (
  id BIGINT AUTOINCREMENT START 1 INCREMENT 1 NOT NULL,
  customer_id BIGINT NOT NULL,
  ship_to VARCHAR(2),
  status VARCHAR(9) DEFAULT 'pending' NOT NULL,
  total NUMBER(12, 2) NOT NULL,
  placed_at TIMESTAMP_LTZ(6),
  note VARCHAR,
  CONSTRAINT order_pkey PRIMARY KEY (id),
  CONSTRAINT order_ship_to_fkey FOREIGN KEY (ship_to) REFERENCES country (code) ON UPDATE CASCADE,
  CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE order_item (
  order_id BIGINT NOT NULL,
  line INTEGER NOT NULL,
  sku VARCHAR(40) NOT NULL,
  quantity INTEGER DEFAULT 1 NOT NULL,
  unit_price NUMBER(12, 2) NOT NULL,
  line_total NUMBER(14, 2) AS (quantity * unit_price),
  CONSTRAINT order_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES "order" (id) ON DELETE CASCADE,
  CONSTRAINT order_item_pkey PRIMARY KEY (order_id, line),
  CONSTRAINT order_item_sku_key UNIQUE (order_id, sku)
);

CREATE VIEW open_order AS
SELECT o.id, o.customer_id, o.total FROM "order" AS o WHERE o.status IN ('pending', 'paid');

COMMENT ON VIEW open_order IS 'What the warehouse has to send';
