"""How the program is set up: the settings, and the welcome of the first start."""
