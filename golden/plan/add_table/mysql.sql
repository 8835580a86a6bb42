CREATE TABLE note (
  id int NOT NULL,
  text longtext NOT NULL,
  PRIMARY KEY (id)
);
