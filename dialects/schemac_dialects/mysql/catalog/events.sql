SELECT event_name, event_definition
FROM information_schema.events
WHERE event_schema = DATABASE()
ORDER BY event_name
