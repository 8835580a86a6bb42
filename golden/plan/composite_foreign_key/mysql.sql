ALTER TABLE line ADD KEY line_invoice (year, number);
ALTER TABLE line ADD CONSTRAINT line_invoice FOREIGN KEY (year, number) REFERENCES invoice (year, number);
