CREATE TABLE status (
  code character varying(8) NOT NULL,
  label character varying(40) NOT NULL,
  final boolean DEFAULT false NOT NULL,
  CONSTRAINT status_pkey PRIMARY KEY (code)
);

INSERT INTO status (code, label) VALUES
  ('open', 'It''s open');

INSERT INTO status (code, label, final) VALUES
  ('done', 'Done', TRUE);

ALTER TABLE orders ADD CONSTRAINT orders_status_fkey FOREIGN KEY (status) REFERENCES status (code);
