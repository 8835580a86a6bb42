CREATE TABLE author (
  id INT NOT NULL,
  name NVARCHAR(80) NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id),
  CONSTRAINT author_name_key UNIQUE (name)
);
GO

CREATE TABLE post (
  id INT NOT NULL,
  author_id INT NOT NULL,
  title NVARCHAR(200) NOT NULL,
  body NVARCHAR(MAX) NOT NULL,
  published BIT NOT NULL CONSTRAINT df_post_published DEFAULT 0,
  published_at DATETIME2(6) NULL,
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);
GO

CREATE INDEX post_author_idx ON post (author_id, published_at);
GO

CREATE TABLE tag (
  post_id INT NOT NULL,
  word NVARCHAR(40) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
);
GO

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published <> 0;
GO
