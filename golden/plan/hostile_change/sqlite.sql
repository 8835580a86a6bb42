ALTER TABLE "Order 'x" RENAME COLUMN "it's" TO "table";

CREATE TABLE "_schemac_new_Order 'x" (
  id INTEGER NOT NULL,
  "a b" VARCHAR(20) DEFAULT 'x''y',
  "table" INTEGER DEFAULT 2,
  CONSTRAINT "Order 'x_pkey" PRIMARY KEY (id)
);

INSERT INTO "_schemac_new_Order 'x" (id, "a b", "table")
SELECT id, "a b", "table" FROM "Order 'x";

DROP TABLE "Order 'x";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_schemac_new_Order 'x" RENAME TO "Order 'x";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "it''s idx" ON "Order 'x" ("a b");
