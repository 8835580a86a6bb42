CREATE TABLE "select" (
  "from" integer NOT NULL,
  "Mixed Case" character varying(20) DEFAULT ''';--'::character varying NOT NULL,
  "semi;colon -- dash" character varying(20),
  "b`tick's" character varying(20),
  "größe_☃" character varying(20),
  "dou""ble" character varying(20),
  CONSTRAINT select_pkey PRIMARY KEY ("from"),
  CONSTRAINT "it's a; check" CHECK ("Mixed Case" <> ';'),
  CONSTRAINT "odd key" UNIQUE ("Mixed Case", "größe_☃")
);

CREATE INDEX "order by" ON "select" ("semi;colon -- dash");
COMMENT ON TABLE "select" IS '''; DROP TABLE item; --';
COMMENT ON COLUMN "select"."semi;colon -- dash" IS 'back\slash';

CREATE TABLE child (
  id integer NOT NULL,
  parent integer,
  CONSTRAINT child_pkey PRIMARY KEY (id),
  CONSTRAINT child_parent_fkey FOREIGN KEY (parent) REFERENCES "select" ("from")
);

CREATE VIEW "group" AS
select "from", "Mixed Case" from "select";
