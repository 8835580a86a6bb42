ALTER TABLE `Order 'x` RENAME COLUMN `it's` TO `table`;

ALTER TABLE `Order 'x`
  MODIFY COLUMN `a b` varchar(20) DEFAULT 'x''y' COMMENT 'it''s',
  MODIFY COLUMN `table` int DEFAULT 2,
  ADD KEY `it''s idx` (`a b`);
