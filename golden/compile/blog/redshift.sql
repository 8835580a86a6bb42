-- · a length counts bytes: 320 hold 80 characters of any kind, and more of plain ones (author.name)
-- · Redshift keeps the primary key of author but does not enforce it (author)
-- · Redshift keeps the unique of author but does not enforce it (author)
-- · a length counts bytes: 800 hold 200 characters of any kind, and more of plain ones (post.title)
-- · a text ends at 65535 bytes (post.body)
-- · Redshift keeps the primary key of post but does not enforce it (post)
-- · Redshift keeps the foreign key of post but does not enforce it (post)
-- · Redshift has no index; on post it is left out (post.post_author_idx)
-- · a length counts bytes: 160 hold 40 characters of any kind, and more of plain ones (tag.word)
-- · Redshift keeps the foreign key of tag but does not enforce it (tag)
-- · Redshift keeps the primary key of tag but does not enforce it (tag)
CREATE TABLE author (
  id INTEGER NOT NULL,
  name VARCHAR(320) NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id),
  CONSTRAINT author_name_key UNIQUE (name)
);

CREATE TABLE post (
  id INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  title VARCHAR(800) NOT NULL,
  body VARCHAR(65535) NOT NULL,
  published BOOLEAN DEFAULT FALSE NOT NULL,
  published_at TIMESTAMP,
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);

CREATE TABLE "tag" (
  post_id INTEGER NOT NULL,
  word VARCHAR(160) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
