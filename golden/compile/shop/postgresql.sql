CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped', 'cancelled');

CREATE DOMAIN money_amount AS numeric(12,2)
  CONSTRAINT money_amount_check CHECK (value >= 0);

CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  email character varying(320) NOT NULL,
  full_name text,
  locale character varying(8) DEFAULT 'en'::character varying NOT NULL,
  newsletter boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_email_key UNIQUE (email)
);

CREATE INDEX customer_created_at_idx ON customer (created_at, id DESC);
COMMENT ON TABLE customer IS 'People and companies who buy from us';
COMMENT ON COLUMN customer.full_name IS 'As it is printed on a parcel';

CREATE TABLE country (
  code character(2) NOT NULL,
  name character varying(100) NOT NULL,
  CONSTRAINT country_pkey PRIMARY KEY (code)
);

CREATE TABLE "order" (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  customer_id bigint NOT NULL,
  ship_to character(2),
  status order_status DEFAULT 'pending'::order_status NOT NULL,
  total money_amount NOT NULL,
  placed_at timestamp with time zone,
  note text,
  CONSTRAINT order_pkey PRIMARY KEY (id),
  CONSTRAINT order_ship_to_fkey FOREIGN KEY (ship_to) REFERENCES country (code) ON UPDATE CASCADE,
  CONSTRAINT order_total_positive CHECK (total > 0 or status = 'cancelled'),
  CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE RESTRICT
) WITH (fillfactor = 90);

CREATE INDEX order_customer_open_idx ON "order" (customer_id, placed_at DESC) INCLUDE (total) WHERE status <> 'cancelled';

CREATE TABLE order_item (
  order_id bigint NOT NULL,
  line integer NOT NULL,
  sku character varying(40) NOT NULL,
  quantity integer DEFAULT 1 NOT NULL,
  unit_price money_amount NOT NULL,
  line_total numeric(14,2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
  CONSTRAINT order_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES "order" (id) ON DELETE CASCADE,
  CONSTRAINT order_item_line_check CHECK (line > 0),
  CONSTRAINT order_item_pkey PRIMARY KEY (order_id, line),
  CONSTRAINT order_item_sku_key UNIQUE (order_id, sku),
  CONSTRAINT order_item_quantity_positive CHECK (quantity > 0)
);

CREATE VIEW open_order AS
select o.id, o.customer_id, o.total
from "order" as o
where o.status in ('pending', 'paid');

COMMENT ON VIEW open_order IS 'What the warehouse has to send';
