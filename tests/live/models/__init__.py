"""SQLAlchemy models as people write them, for importing."""
