ALTER TABLE item DROP CONSTRAINT in_order;
ALTER TABLE item RENAME COLUMN first TO second, RENAME COLUMN third TO first, RENAME COLUMN second TO third;
ALTER TABLE item ADD CONSTRAINT in_order CHECK (`second` < `third`);
