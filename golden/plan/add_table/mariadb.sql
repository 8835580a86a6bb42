CREATE TABLE note (
  id int(11) NOT NULL,
  text longtext NOT NULL,
  PRIMARY KEY (id)
);
