ALTER DOMAIN amount DROP CONSTRAINT amount_check;
ALTER DOMAIN amount ADD CONSTRAINT amount_check CHECK (value > -5);
