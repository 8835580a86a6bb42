ALTER TABLE item MODIFY COLUMN mood enum('sad','ok') NOT NULL DEFAULT 'ok';
