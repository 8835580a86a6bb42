-- · SQLite does not enforce the length of a text (author.name, post.title, tag.word)
-- · SQLite has no type for dates and times: they are text, which sorts rightly in ISO 8601 and UTC (post.published_at)
CREATE TABLE author (
  id INTEGER NOT NULL,
  name VARCHAR(80) NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id),
  CONSTRAINT author_name_key UNIQUE (name)
);

CREATE TABLE post (
  id INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  title VARCHAR(200) NOT NULL,
  body TEXT NOT NULL,
  published BOOLEAN NOT NULL DEFAULT FALSE,
  published_at TEXT,
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);

CREATE INDEX post_author_idx ON post (author_id, published_at);

CREATE TABLE tag (
  post_id INTEGER NOT NULL,
  word VARCHAR(40) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
