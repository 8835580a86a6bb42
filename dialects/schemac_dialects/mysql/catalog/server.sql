SELECT VERSION(), DATABASE(), default_character_set_name, default_collation_name, @@default_storage_engine, @@innodb_default_row_format,
  @@global.sql_mode, @@session.sql_mode, @@character_set_client, @@collation_connection, @@time_zone
FROM information_schema.schemata WHERE schema_name = DATABASE()
