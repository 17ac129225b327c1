"""What people do to records beyond typing into a field: one act is one change set, with its reason."""
