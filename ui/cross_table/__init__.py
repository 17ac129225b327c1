"""The window of a cross-table: what it is of, its rows and columns, what is measured, and what came of it."""
