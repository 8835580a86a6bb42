PRAGMA legacy_alter_table = OFF;
ALTER TABLE team RENAME TO squad;
PRAGMA legacy_alter_table = ON;
