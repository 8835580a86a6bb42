RENAME TABLE yesterday TO `before`;
RENAME TABLE today TO yesterday;

CREATE TABLE today (
  id int(11) NOT NULL,
  remark longtext,
  PRIMARY KEY (id)
);

ALTER TABLE yesterday MODIFY COLUMN note varchar(60);
