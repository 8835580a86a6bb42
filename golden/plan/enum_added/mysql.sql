ALTER TABLE item ADD COLUMN mood enum('sad','it''s');
