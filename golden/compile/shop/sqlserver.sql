-- · its labels are text and sort as text (order.status)
-- · SQL Server has no on delete restrict; it becomes no action (order.order_customer_fk)
CREATE TABLE customer (
  id BIGINT IDENTITY(1, 1) NOT NULL,
  email NVARCHAR(320) NOT NULL,
  full_name NVARCHAR(MAX) NULL,
  locale NVARCHAR(8) NOT NULL CONSTRAINT df_customer_locale DEFAULT 'en',
  newsletter BIT NOT NULL CONSTRAINT df_customer_newsletter DEFAULT 0,
  created_at DATETIMEOFFSET(6) NOT NULL CONSTRAINT df_customer_created_at DEFAULT SYSDATETIMEOFFSET(),
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_email_key UNIQUE (email)
);
GO

CREATE INDEX customer_created_at_idx ON customer (created_at, id DESC);
GO

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'People and companies who buy from us', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'customer';
GO

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'As it is printed on a parcel', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'customer', @level2type = N'COLUMN', @level2name = N'full_name';
GO

CREATE TABLE country (
  code NCHAR(2) NOT NULL,
  name NVARCHAR(100) NOT NULL,
  CONSTRAINT country_pkey PRIMARY KEY (code)
);
GO

CREATE TABLE [order] (
  id BIGINT IDENTITY(1, 1) NOT NULL,
  customer_id BIGINT NOT NULL,
  ship_to NCHAR(2) NULL,
  status NVARCHAR(9) NOT NULL CONSTRAINT df_order_status DEFAULT 'pending',
  total DECIMAL(12, 2) NOT NULL,
  placed_at DATETIMEOFFSET(6) NULL,
  note NVARCHAR(MAX) NULL,
  CONSTRAINT order_pkey PRIMARY KEY (id),
  CONSTRAINT order_ship_to_fkey FOREIGN KEY (ship_to) REFERENCES country (code) ON UPDATE CASCADE,
  CONSTRAINT order_total_positive CHECK (total > 0 or status = 'cancelled'),
  CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT order_status_check CHECK (status IN (N'pending', N'paid', N'shipped', N'cancelled')),
  CONSTRAINT order_total_check CHECK (total >= 0)
);
GO

CREATE INDEX order_customer_open_idx ON [order] (customer_id, placed_at DESC) INCLUDE (total) WHERE status <> 'cancelled';
GO

CREATE TABLE order_item (
  order_id BIGINT NOT NULL,
  line INT NOT NULL,
  sku NVARCHAR(40) NOT NULL,
  quantity INT NOT NULL CONSTRAINT df_order_item_quantity DEFAULT 1,
  unit_price DECIMAL(12, 2) NOT NULL,
  line_total AS (quantity * unit_price) PERSISTED,
  CONSTRAINT order_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES [order] (id) ON DELETE CASCADE,
  CONSTRAINT order_item_line_check CHECK (line > 0),
  CONSTRAINT order_item_pkey PRIMARY KEY (order_id, line),
  CONSTRAINT order_item_sku_key UNIQUE (order_id, sku),
  CONSTRAINT order_item_quantity_positive CHECK (quantity > 0),
  CONSTRAINT order_item_unit_price_check CHECK (unit_price >= 0)
);
GO

CREATE VIEW open_order AS
SELECT o.id, o.customer_id, o.total FROM [order] AS o WHERE o.status IN ('pending', 'paid');
GO

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'What the warehouse has to send', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'VIEW', @level1name = N'open_order';
GO
