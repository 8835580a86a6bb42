-- · timestamptz becomes timestamp, which is kept in UTC and holds the years 1970 to 2038 only (customer.created_at, order.placed_at)
-- · MySQL has no partial index: order_customer_open_idx covers every row (order.order_customer_open_idx)
-- · MySQL keeps no further columns in an index: include is left out of order_customer_open_idx (order.order_customer_open_idx)
-- · MySQL keeps no comment on a view (open_order)
-- · identity: always is AUTO_INCREMENT, which also takes values given by hand (2 columns) (MySQL)
CREATE TABLE customer (
  id bigint NOT NULL AUTO_INCREMENT,
  email varchar(320) NOT NULL,
  full_name longtext COMMENT 'As it is printed on a parcel',
  locale varchar(8) NOT NULL DEFAULT 'en',
  newsletter tinyint(1) NOT NULL DEFAULT 0,
  created_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id),
  UNIQUE KEY customer_email_key (email),
  KEY customer_created_at_idx (created_at, id DESC)
) COMMENT='People and companies who buy from us';

CREATE TABLE country (
  code char(2) NOT NULL,
  name varchar(100) NOT NULL,
  PRIMARY KEY (code)
);

CREATE TABLE `order` (
  id bigint NOT NULL AUTO_INCREMENT,
  customer_id bigint NOT NULL,
  ship_to char(2),
  status enum('pending','paid','shipped','cancelled') NOT NULL DEFAULT 'pending',
  total decimal(12,2) NOT NULL,
  placed_at timestamp(6) NULL DEFAULT NULL,
  note longtext,
  PRIMARY KEY (id),
  KEY order_customer_open_idx (customer_id, placed_at DESC),
  KEY order_ship_to_fkey (ship_to),
  CONSTRAINT order_ship_to_fkey FOREIGN KEY (ship_to) REFERENCES country (code) ON UPDATE CASCADE,
  CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE RESTRICT,
  CONSTRAINT order_total_positive CHECK (total > 0 or status = 'cancelled'),
  CONSTRAINT order_total_check CHECK (total >= 0)
) ENGINE=InnoDB;

CREATE TABLE order_item (
  order_id bigint NOT NULL,
  line int NOT NULL,
  sku varchar(40) NOT NULL,
  quantity int NOT NULL DEFAULT 1,
  unit_price decimal(12,2) NOT NULL,
  line_total decimal(14,2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
  PRIMARY KEY (order_id, line),
  UNIQUE KEY order_item_sku_key (order_id, sku),
  CONSTRAINT order_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE,
  CONSTRAINT order_item_line_check CHECK (line > 0),
  CONSTRAINT order_item_quantity_positive CHECK (quantity > 0),
  CONSTRAINT order_item_unit_price_check CHECK (unit_price >= 0)
) DEFAULT CHARSET=utf8mb4;

CREATE VIEW open_order AS
SELECT o.id, o.customer_id, o.total FROM `order` AS o WHERE o.status IN ('pending', 'paid');
