"""The import preview."""
