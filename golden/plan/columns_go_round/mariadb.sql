ALTER TABLE item RENAME COLUMN first TO schemac_aside_first;
ALTER TABLE item RENAME COLUMN third TO first;
ALTER TABLE item RENAME COLUMN second TO third;
ALTER TABLE item RENAME COLUMN schemac_aside_first TO second;
