SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_order, action_statement, sql_mode, character_set_client,
  collation_connection
FROM information_schema.triggers
WHERE trigger_schema = DATABASE()
ORDER BY event_object_table, action_timing, event_manipulation, action_order
