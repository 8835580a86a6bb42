ALTER TABLE item
  MODIFY COLUMN day date DEFAULT (CURRENT_DATE),
  MODIFY COLUMN at datetime(6) DEFAULT current_timestamp(6);
