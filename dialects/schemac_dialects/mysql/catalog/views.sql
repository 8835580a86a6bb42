SELECT table_name, view_definition, check_option, security_type, '',
       IF(collation_connection = @@collation_connection AND character_set_client = @@character_set_client, '', character_set_client),
       IF(collation_connection = @@collation_connection AND character_set_client = @@character_set_client, '', collation_connection)
FROM information_schema.views
WHERE table_schema = DATABASE()
ORDER BY table_name
