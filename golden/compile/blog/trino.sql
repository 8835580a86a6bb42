-- · Trino has no primary key; on author it is left out (author)
-- · Trino has no unique; on author it is left out (author)
-- · Trino has no primary key; on post it is left out (post)
-- · Trino has no foreign key; on post it is left out (post)
-- · Trino has no index; on post it is left out (post.post_author_idx)
-- · Trino has no foreign key; on tag it is left out (tag)
-- · Trino has no primary key; on tag it is left out (tag)
-- · Trino has no defaults: FALSE is left out (post.published)
CREATE TABLE author (
  id INTEGER NOT NULL,
  name VARCHAR(80) NOT NULL
);

CREATE TABLE post (
  id INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  title VARCHAR(200) NOT NULL,
  body VARCHAR NOT NULL,
  published BOOLEAN NOT NULL,
  published_at TIMESTAMP(6)
);

CREATE TABLE tag (
  post_id INTEGER NOT NULL,
  word VARCHAR(40) NOT NULL
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
