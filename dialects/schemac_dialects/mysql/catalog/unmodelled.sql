SELECT LOWER(routine_type), routine_name
FROM information_schema.routines
WHERE routine_schema = DATABASE() AND routine_type NOT IN ('FUNCTION', 'PROCEDURE', 'PACKAGE BODY')
ORDER BY routine_type, routine_name
