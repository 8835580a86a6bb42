SELECT LOWER(type), name, param_list, returns, body, is_deterministic, REPLACE(sql_data_access, '_', ' '), security_type, comment, sql_mode,
  character_set_client, collation_connection, aggregate, NULL
FROM mysql.proc
WHERE db = DATABASE() AND type IN ('FUNCTION', 'PROCEDURE')
ORDER BY type, name
