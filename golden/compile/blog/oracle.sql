-- · a CLOB cannot be compared, sorted, indexed or unique (post.body)
-- · Oracle takes an empty text as null, in every column
CREATE TABLE author (
  id NUMBER(10) NOT NULL,
  name VARCHAR2(80 CHAR) NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id),
  CONSTRAINT author_name_key UNIQUE (name)
);

CREATE TABLE post (
  id NUMBER(10) NOT NULL,
  author_id NUMBER(10) NOT NULL,
  title VARCHAR2(200 CHAR) NOT NULL,
  body CLOB NOT NULL,
  published BOOLEAN DEFAULT FALSE NOT NULL,
  published_at TIMESTAMP(6),
  CONSTRAINT post_pkey PRIMARY KEY (id),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);

CREATE INDEX post_author_idx ON post (author_id, published_at);

CREATE TABLE tag (
  post_id NUMBER(10) NOT NULL,
  word VARCHAR2(40 CHAR) NOT NULL,
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id),
  CONSTRAINT tag_pkey PRIMARY KEY (post_id, word)
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
