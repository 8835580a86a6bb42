-- · SQLite keeps no comment on a table (customer)
-- · SQLite does not enforce the length of a text (customer.email, customer.locale, country.code and 3 more)
-- · SQLite keeps no comment on a column (customer.full_name)
-- · SQLite has no type for dates and times: they are text, which sorts rightly in ISO 8601 and UTC (customer.created_at, order.placed_at)
-- · SQLite has no enums: labels are checked, but sort as text (order.status)
-- · SQLite keeps about 15 digits of a numeric, as a binary fraction (order.total, order_item.unit_price, order_item.line_total)
-- · SQLite keeps no further columns in an index: include is left out of order_customer_open_idx (order.order_customer_open_idx)
-- · SQLite keeps no comment on a view (open_order)
CREATE TABLE customer (
  id INTEGER NOT NULL CONSTRAINT customer_pkey PRIMARY KEY AUTOINCREMENT,
  email VARCHAR(320) NOT NULL,
  full_name TEXT,
  locale VARCHAR(8) NOT NULL DEFAULT 'en',
  newsletter BOOLEAN NOT NULL DEFAULT FALSE,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT customer_email_key UNIQUE (email)
);

CREATE INDEX customer_created_at_idx ON customer (created_at, id DESC);

CREATE TABLE country (
  code CHAR(2) NOT NULL,
  name VARCHAR(100) NOT NULL,
  CONSTRAINT country_pkey PRIMARY KEY (code)
);

CREATE TABLE "order" (
  id INTEGER NOT NULL CONSTRAINT order_pkey PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL,
  ship_to CHAR(2),
  status TEXT NOT NULL DEFAULT 'pending',
  total NUMERIC(12,2) NOT NULL,
  placed_at TEXT,
  note TEXT,
  CONSTRAINT order_ship_to_fkey FOREIGN KEY (ship_to) REFERENCES country (code) ON UPDATE CASCADE,
  CONSTRAINT order_total_positive CHECK (total > 0 or status = 'cancelled'),
  CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE RESTRICT,
  CONSTRAINT order_status_check CHECK (status IN ('pending', 'paid', 'shipped', 'cancelled')),
  CONSTRAINT order_total_check CHECK (total >= 0)
);

CREATE INDEX order_customer_open_idx ON "order" (customer_id, placed_at DESC) WHERE status <> 'cancelled';

CREATE TABLE order_item (
  order_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  sku VARCHAR(40) NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1,
  unit_price NUMERIC(12,2) NOT NULL,
  line_total NUMERIC(14,2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
  CONSTRAINT order_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES "order" (id) ON DELETE CASCADE,
  CONSTRAINT order_item_line_check CHECK (line > 0),
  CONSTRAINT order_item_pkey PRIMARY KEY (order_id, line),
  CONSTRAINT order_item_sku_key UNIQUE (order_id, sku),
  CONSTRAINT order_item_quantity_positive CHECK (quantity > 0),
  CONSTRAINT order_item_unit_price_check CHECK (unit_price >= 0)
);

CREATE VIEW open_order AS
SELECT o.id, o.customer_id, o.total FROM "order" AS o WHERE o.status IN ('pending', 'paid');
