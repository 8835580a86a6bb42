ALTER TABLE line ADD CONSTRAINT line_invoice FOREIGN KEY (year, number) REFERENCES invoice (year, number);
