SELECT table_name, column_name, column_type, is_nullable, column_default, extra, generation_expression, collation_name, column_comment,
       NULL
FROM information_schema.columns
WHERE table_schema = DATABASE() AND LEFT(table_name, 9) <> '_schemac_'
ORDER BY table_name, ordinal_position
