ALTER TABLE item MODIFY COLUMN mood enum('sad','meh','ok') NOT NULL DEFAULT 'ok';
