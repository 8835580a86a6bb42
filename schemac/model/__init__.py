"""Frozen values that describe a database and a change to it: no SQL, no YAML, no input or output."""
