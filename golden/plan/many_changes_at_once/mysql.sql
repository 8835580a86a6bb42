CREATE TABLE purchase (
  id bigint NOT NULL AUTO_INCREMENT,
  customer_id bigint NOT NULL,
  total decimal(10,2) NOT NULL DEFAULT 0.00,
  PRIMARY KEY (id),
  KEY purchase_customer_id_fkey (customer_id),
  CONSTRAINT purchase_total_check CHECK (total >= 0)
);

ALTER TABLE customer
  MODIFY COLUMN email varchar(200) NOT NULL,
  ADD COLUMN phone varchar(20),
  ADD UNIQUE KEY customer_email_key (email),
  ADD KEY customer_phone (phone);

ALTER TABLE purchase ADD CONSTRAINT purchase_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id);

CREATE VIEW spent AS
SELECT customer_id, SUM(total) AS total FROM purchase GROUP BY customer_id;

ALTER TABLE customer DROP COLUMN fax;
DROP TABLE legacy;
