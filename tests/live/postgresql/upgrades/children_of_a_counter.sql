-- Tables that inherit a counting column count by the same sequence, whatever needs quoting.
CREATE TABLE gone (id integer);
-- after
CREATE TABLE base (id bigserial, "Kind" text NOT NULL);
CREATE TABLE one (CONSTRAINT "only one" CHECK ("Kind" = 'one'), UNIQUE (id, "Kind")) INHERITS (base);
CREATE TABLE "Two" (n serial) INHERITS (base);
CREATE TABLE three () INHERITS ("Two");
