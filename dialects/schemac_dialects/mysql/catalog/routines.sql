SELECT LOWER(r.routine_type), r.routine_name, NULL, r.dtd_identifier, r.routine_definition, r.is_deterministic, r.sql_data_access,
  r.security_type, r.routine_comment, r.sql_mode, r.character_set_client, r.collation_connection, 'NONE', r.character_set_name
FROM information_schema.routines r
WHERE r.routine_schema = DATABASE()
ORDER BY r.routine_type, r.routine_name
