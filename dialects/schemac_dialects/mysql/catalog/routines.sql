SELECT LOWER(routine_type), routine_name, routine_definition
FROM information_schema.routines
WHERE routine_schema = DATABASE()
ORDER BY routine_type, routine_name
