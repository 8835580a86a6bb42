CREATE TABLE hen (
  id int NOT NULL,
  egg_id int,
  PRIMARY KEY (id),
  KEY hen_egg_id_fkey (egg_id)
);

CREATE TABLE egg (
  id int NOT NULL,
  hen_id int,
  PRIMARY KEY (id),
  KEY egg_hen_id_fkey (hen_id)
);

ALTER TABLE egg ADD CONSTRAINT egg_hen_id_fkey FOREIGN KEY (hen_id) REFERENCES hen (id);
ALTER TABLE hen ADD CONSTRAINT hen_egg_id_fkey FOREIGN KEY (egg_id) REFERENCES egg (id);
