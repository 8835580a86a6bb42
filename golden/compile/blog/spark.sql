-- · Spark SQL has no primary key; on author it is left out (author)
-- · Spark SQL has no unique; on author it is left out (author)
-- · Spark SQL has no primary key; on post it is left out (post)
-- · Spark SQL has no foreign key; on post it is left out (post)
-- · Spark SQL has no index; on post it is left out (post.post_author_idx)
-- · Spark SQL has no foreign key; on tag it is left out (tag)
-- · Spark SQL has no primary key; on tag it is left out (tag)
CREATE TABLE author (
  id INT NOT NULL,
  name VARCHAR(80) NOT NULL
)
USING DELTA;

CREATE TABLE post (
  id INT NOT NULL,
  author_id INT NOT NULL,
  title VARCHAR(200) NOT NULL,
  body STRING NOT NULL,
  published BOOLEAN NOT NULL DEFAULT FALSE,
  published_at TIMESTAMP_NTZ
)
USING DELTA
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

CREATE TABLE tag (
  post_id INT NOT NULL,
  word VARCHAR(40) NOT NULL
)
USING DELTA;

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
