ALTER TABLE yesterday RENAME TO before;
ALTER TABLE today RENAME TO yesterday;

CREATE TABLE today (
  id integer NOT NULL,
  remark text,
  CONSTRAINT today_pkey1 PRIMARY KEY (id)
);

ALTER TABLE yesterday ALTER COLUMN note TYPE character varying(60);
