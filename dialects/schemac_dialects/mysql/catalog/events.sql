SELECT event_name, execute_at, interval_value, interval_field, starts, ends, status, on_completion, event_comment, event_definition, sql_mode,
  character_set_client, collation_connection, time_zone
FROM information_schema.events
WHERE event_schema = DATABASE()
ORDER BY event_name
