-- Checks of domains come unchecked, are found valid, change, go, and carry comments.
CREATE DOMAIN price AS integer CONSTRAINT price_check CHECK (value > 0);
ALTER DOMAIN price ADD CONSTRAINT price_low CHECK (value < 100) NOT VALID;
CREATE DOMAIN fresh AS text;
-- after
CREATE DOMAIN price AS integer CONSTRAINT price_low CHECK (value < 100);
ALTER DOMAIN price ADD CONSTRAINT price_check CHECK (value > 1) NOT VALID;
COMMENT ON CONSTRAINT price_check ON DOMAIN price IS 'not a gift';
CREATE DOMAIN fresh AS text;
CREATE DOMAIN new AS text;
ALTER DOMAIN new ADD CONSTRAINT new_short CHECK (length(value) < 5) NOT VALID;
COMMENT ON CONSTRAINT new_short ON DOMAIN new IS 'short';
