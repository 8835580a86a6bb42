ALTER TYPE mood RENAME TO mood__replaced;
CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TABLE item ALTER COLUMN mood DROP DEFAULT;
ALTER TABLE item ALTER COLUMN mood TYPE mood USING mood::text::mood;
ALTER TABLE item ALTER COLUMN mood SET DEFAULT 'ok'::mood;
DROP TYPE mood__replaced;
