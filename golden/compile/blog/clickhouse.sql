-- · (80) of `varchar(80)` is not kept (author.name)
-- · ClickHouse keeps the primary key of author but does not enforce it (author)
-- · ClickHouse has no unique; on author it is left out (author)
-- · (200) of `varchar(200)` is not kept (post.title)
-- · a DateTime64 holds the years 1900 to 2299 (post.published_at)
-- · ClickHouse keeps the primary key of post but does not enforce it (post)
-- · ClickHouse has no foreign key; on post it is left out (post)
-- · ClickHouse has no index; on post it is left out (post.post_author_idx)
-- · (40) of `varchar(40)` is not kept (tag.word)
-- · ClickHouse has no foreign key; on tag it is left out (tag)
-- · ClickHouse keeps the primary key of tag but does not enforce it (tag)
CREATE TABLE author (
  id Int32,
  name String
)
ENGINE = MergeTree
ORDER BY (id);

CREATE TABLE post (
  id Int32,
  author_id Int32,
  title String,
  body String,
  published Bool DEFAULT FALSE,
  published_at Nullable(DateTime64(6))
)
ENGINE = MergeTree
ORDER BY (id);

CREATE TABLE tag (
  post_id Int32,
  word String
)
ENGINE = MergeTree
ORDER BY (post_id, word);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
