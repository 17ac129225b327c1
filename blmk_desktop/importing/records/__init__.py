"""Tables whose rows are records: practices, networks, roles and the rest."""
