"""The arithmetic of the field as pure functions: no database, no screen, no workbook."""
