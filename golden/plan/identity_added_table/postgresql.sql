CREATE TABLE entry (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  text text,
  CONSTRAINT entry_pkey PRIMARY KEY (id)
);
