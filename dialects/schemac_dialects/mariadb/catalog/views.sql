SELECT table_name, view_definition, check_option, security_type, algorithm
FROM information_schema.views
WHERE table_schema = DATABASE()
ORDER BY table_name
