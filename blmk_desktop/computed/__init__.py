"""The computed tables by name, for the command line and exports."""
