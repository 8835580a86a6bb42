CREATE TABLE author (
  id integer NOT NULL,
  name character varying(80) NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id),
  CONSTRAINT author_name_key UNIQUE (name)
);

CREATE TABLE post (
  id integer NOT NULL,
  author_id integer NOT NULL,
  title character varying(200) NOT NULL,
  body text NOT NULL,
  published boolean DEFAULT false NOT NULL,
  published_at timestamp without time zone,
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);

CREATE INDEX post_author_idx ON post (author_id, published_at);

CREATE TABLE tag (
  post_id integer NOT NULL,
  word character varying(40) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
);

CREATE VIEW published_post AS
select id, title, published_at from post where published;
