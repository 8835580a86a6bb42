SELECT table_name, index_name, non_unique, column_name, collation, sub_part, index_type, index_comment, ignored = 'YES', NULL
FROM information_schema.statistics
WHERE table_schema = DATABASE() AND LEFT(table_name, 9) <> '_schemac_'
ORDER BY table_name, index_name, seq_in_index
