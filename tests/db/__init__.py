"""The data file: opened, refused, shared, migrated, copied."""
