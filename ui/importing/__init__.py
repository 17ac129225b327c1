"""The import preview: what workbooks would do, shown, corrected and accepted."""
