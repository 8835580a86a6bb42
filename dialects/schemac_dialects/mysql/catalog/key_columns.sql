SELECT table_name, constraint_name, column_name, referenced_table_schema, referenced_table_name, referenced_column_name
FROM information_schema.key_column_usage
WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL AND LEFT(table_name, 9) <> '_schemac_'
ORDER BY table_name, constraint_name, ordinal_position
