PRAGMA legacy_alter_table = OFF;
ALTER TABLE item RENAME TO thing;
PRAGMA legacy_alter_table = ON;
