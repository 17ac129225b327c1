"""Print with preview: tables as they are shown, and charts."""
