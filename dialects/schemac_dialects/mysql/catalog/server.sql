SELECT VERSION(), DATABASE(), default_character_set_name, default_collation_name, @@default_storage_engine, @@innodb_default_row_format
FROM information_schema.schemata WHERE schema_name = DATABASE()
