-- · (80) of `varchar(80)` is not kept (author.name)
-- · (200) of `varchar(200)` is not kept (post.title)
-- · (40) of `varchar(40)` is not kept (tag.word)
CREATE TABLE author (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id),
  CONSTRAINT author_name_key UNIQUE (name)
);

CREATE TABLE post (
  id INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  body VARCHAR NOT NULL,
  published BOOLEAN DEFAULT FALSE NOT NULL,
  published_at TIMESTAMP,
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);

CREATE INDEX post_author_idx ON post (author_id, published_at);

CREATE TABLE tag (
  post_id INTEGER NOT NULL,
  word VARCHAR NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
