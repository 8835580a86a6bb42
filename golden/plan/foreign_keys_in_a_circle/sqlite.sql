CREATE TABLE egg (
  id INTEGER NOT NULL,
  hen_id INTEGER,
  CONSTRAINT egg_pkey PRIMARY KEY (id),
  CONSTRAINT egg_hen_id_fkey FOREIGN KEY (hen_id) REFERENCES hen (id)
);

CREATE TABLE hen (
  id INTEGER NOT NULL,
  egg_id INTEGER,
  CONSTRAINT hen_pkey PRIMARY KEY (id),
  CONSTRAINT hen_egg_id_fkey FOREIGN KEY (egg_id) REFERENCES egg (id)
);
