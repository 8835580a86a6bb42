CREATE TABLE entry (
  id bigint(20) NOT NULL AUTO_INCREMENT,
  text longtext,
  PRIMARY KEY (id)
);
