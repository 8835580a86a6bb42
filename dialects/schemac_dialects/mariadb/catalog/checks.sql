SELECT table_name, constraint_name, check_clause, 0, level
FROM information_schema.check_constraints
WHERE constraint_schema = DATABASE() AND LEFT(table_name, 9) <> '_schemac_'
