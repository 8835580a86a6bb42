CREATE TABLE hen (
  id integer NOT NULL,
  egg_id integer,
  CONSTRAINT hen_pkey PRIMARY KEY (id)
);

CREATE TABLE egg (
  id integer NOT NULL,
  hen_id integer,
  CONSTRAINT egg_pkey PRIMARY KEY (id),
  CONSTRAINT egg_hen_id_fkey FOREIGN KEY (hen_id) REFERENCES hen (id)
);

ALTER TABLE hen ADD CONSTRAINT hen_egg_id_fkey FOREIGN KEY (egg_id) REFERENCES egg (id);
