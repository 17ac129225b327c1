"""Risk registers."""
