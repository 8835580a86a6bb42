ALTER TABLE item MODIFY COLUMN mood enum('sad','ok','happy') NOT NULL DEFAULT 'ok';
