CREATE TABLE author (
  id int NOT NULL,
  name varchar(80) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY author_name_key (name)
);

CREATE TABLE post (
  id int NOT NULL,
  author_id int NOT NULL,
  title varchar(200) NOT NULL,
  body longtext NOT NULL,
  published tinyint(1) NOT NULL DEFAULT 0,
  published_at datetime(6),
  PRIMARY KEY (id),
  KEY post_author_idx (author_id, published_at),
  CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES author (id)
);

CREATE TABLE tag (
  post_id int NOT NULL,
  word varchar(40) NOT NULL,
  PRIMARY KEY (post_id, word),
  CONSTRAINT tag_post_id_fkey FOREIGN KEY (post_id) REFERENCES post (id)
);

CREATE VIEW published_post AS
SELECT id, title, published_at FROM post WHERE published;
