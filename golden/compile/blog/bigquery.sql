-- · BigQuery keeps the primary key of author but does not enforce it (author)
-- · BigQuery has no unique; on author it is left out (author)
-- · BigQuery keeps the primary key of post but does not enforce it (post)
-- · BigQuery keeps the foreign key of post but does not enforce it (post)
-- · BigQuery has no index; on post it is left out (post.post_author_idx)
-- · BigQuery keeps the foreign key of tag but does not enforce it (tag)
-- · BigQuery keeps the primary key of tag but does not enforce it (tag)
CREATE TABLE author (
  id INT64 NOT NULL,
  name STRING(80) NOT NULL,
  PRIMARY KEY (id) NOT ENFORCED
);

CREATE TABLE post (
  id INT64 NOT NULL,
  author_id INT64 NOT NULL,
  title STRING(200) NOT NULL,
  body STRING NOT NULL,
  published BOOL DEFAULT FALSE NOT NULL,
  published_at DATETIME,
  PRIMARY KEY (id) NOT ENFORCED,
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id) NOT ENFORCED
);

CREATE TABLE tag (
  post_id INT64 NOT NULL,
  word STRING(40) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id) NOT ENFORCED,
  PRIMARY KEY (post_id, word) NOT ENFORCED
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
