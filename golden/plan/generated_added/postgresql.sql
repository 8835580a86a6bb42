ALTER TABLE item ADD COLUMN double_size integer GENERATED ALWAYS AS (size * 2) STORED;
