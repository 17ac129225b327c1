"""Templates: workbooks that others fill in and send back, and what they carry to be known again."""
