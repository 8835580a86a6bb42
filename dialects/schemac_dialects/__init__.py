"""The dialects that come with schemac: one folder is all that is known of one database."""
