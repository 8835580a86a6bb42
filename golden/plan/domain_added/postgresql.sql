CREATE DOMAIN amount AS numeric(12,2)
  CONSTRAINT amount_check CHECK (value >= 0);

ALTER TABLE item ADD COLUMN price amount;
