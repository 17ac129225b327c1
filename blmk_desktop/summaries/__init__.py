"""The computed tables, each in a module of its own: what is asked first needs nothing of the others."""
