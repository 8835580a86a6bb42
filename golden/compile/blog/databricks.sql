-- · Databricks keeps the primary key of author but does not enforce it (author)
-- · Databricks has no unique; on author it is left out (author)
-- · Databricks keeps the primary key of post but does not enforce it (post)
-- · Databricks keeps the foreign key of post but does not enforce it (post)
-- · Databricks has no index; on post it is left out (post.post_author_idx)
-- · Databricks keeps the foreign key of tag but does not enforce it (tag)
-- · Databricks keeps the primary key of tag but does not enforce it (tag)
CREATE TABLE author (
  id INT NOT NULL,
  name VARCHAR(80) NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id)
)
USING DELTA;

CREATE TABLE post (
  id INT NOT NULL,
  author_id INT NOT NULL,
  title VARCHAR(200) NOT NULL,
  body STRING NOT NULL,
  published BOOLEAN NOT NULL DEFAULT FALSE,
  published_at TIMESTAMP_NTZ,
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
)
USING DELTA
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

CREATE TABLE tag (
  post_id INT NOT NULL,
  word VARCHAR(40) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
)
USING DELTA;

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
