-- · Snowflake keeps the primary key of author but does not enforce it (author)
-- · Snowflake keeps the unique of author but does not enforce it (author)
-- · Snowflake keeps the primary key of post but does not enforce it (post)
-- · Snowflake keeps the foreign key of post but does not enforce it (post)
-- · Snowflake has no index; on post it is left out (post.post_author_idx)
-- · Snowflake keeps the foreign key of tag but does not enforce it (tag)
-- · Snowflake keeps the primary key of tag but does not enforce it (tag)
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
  body VARCHAR NOT NULL,
  published BOOLEAN DEFAULT FALSE NOT NULL,
  published_at TIMESTAMP_NTZ(6),
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);

CREATE TABLE tag (
  post_id INTEGER NOT NULL,
  word VARCHAR(40) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
