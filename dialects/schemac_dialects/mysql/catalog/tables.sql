SELECT table_name, table_type, engine, row_format, table_collation, create_options, table_comment
FROM information_schema.tables
WHERE table_schema = DATABASE() AND LEFT(table_name, 9) <> '_schemac_'
ORDER BY table_name
