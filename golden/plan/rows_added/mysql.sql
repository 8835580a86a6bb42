CREATE TABLE status (
  code varchar(8) NOT NULL,
  label varchar(40) NOT NULL,
  final tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (code)
);

INSERT INTO status (code, label) VALUES
  ('open', 'It''s open');

INSERT INTO status (code, label, final) VALUES
  ('done', 'Done', TRUE);

ALTER TABLE orders ADD KEY orders_status_fkey (status);
ALTER TABLE orders ADD CONSTRAINT orders_status_fkey FOREIGN KEY (status) REFERENCES status (code);
