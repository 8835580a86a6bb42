SELECT LOWER(routine_type), specific_name, parameter_mode, parameter_name, dtd_identifier, character_set_name
FROM information_schema.parameters
WHERE specific_schema = DATABASE() AND ordinal_position > 0
ORDER BY routine_type, specific_name, ordinal_position
