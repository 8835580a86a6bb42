ALTER TABLE "Order 'x" RENAME COLUMN "it's" TO "table";
ALTER TABLE "Order 'x" ALTER COLUMN "a b" TYPE character varying(20);
ALTER TABLE "Order 'x" ALTER COLUMN "a b" SET DEFAULT 'x''y'::character varying;
COMMENT ON COLUMN "Order 'x"."a b" IS 'it''s';
ALTER TABLE "Order 'x" ALTER COLUMN "table" SET DEFAULT 2;
CREATE INDEX "it''s idx" ON "Order 'x" ("a b");
