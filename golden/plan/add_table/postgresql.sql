CREATE TABLE note (
  id integer NOT NULL,
  text text NOT NULL,
  CONSTRAINT note_pkey PRIMARY KEY (id)
);
