CREATE TABLE entry (
  id bigint NOT NULL AUTO_INCREMENT,
  text longtext,
  PRIMARY KEY (id)
);
