CREATE TABLE "select" (
  "from" INTEGER NOT NULL,
  "Mixed Case" VARCHAR(20) NOT NULL DEFAULT ''';--',
  "semi;colon -- dash" VARCHAR(20),
  "b`tick's" VARCHAR(20),
  "größe_☃" VARCHAR(20),
  "dou""ble" VARCHAR(20),
  CONSTRAINT select_pkey PRIMARY KEY ("from"),
  CONSTRAINT "it's a; check" CHECK ("Mixed Case" <> ';'),
  CONSTRAINT "odd key" UNIQUE ("Mixed Case", "größe_☃")
);

CREATE INDEX "order by" ON "select" ("semi;colon -- dash");

CREATE TABLE child (
  id INTEGER NOT NULL,
  parent INTEGER,
  CONSTRAINT child_pkey PRIMARY KEY (id),
  CONSTRAINT child_parent_fkey FOREIGN KEY (parent) REFERENCES "select" ("from")
);

CREATE VIEW "group" AS
SELECT "from", "Mixed Case" FROM "select";
