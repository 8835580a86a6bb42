ALTER TABLE item RENAME COLUMN first TO schemac_away_first;
ALTER TABLE item RENAME COLUMN third TO first;
ALTER TABLE item RENAME COLUMN second TO third;
ALTER TABLE item RENAME COLUMN schemac_away_first TO second;
