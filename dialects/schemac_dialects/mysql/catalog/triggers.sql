SELECT trigger_name, event_object_table, action_statement
FROM information_schema.triggers
WHERE trigger_schema = DATABASE()
ORDER BY trigger_name
