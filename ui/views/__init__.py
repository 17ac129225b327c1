"""Tables as they stand: exported, kept as views under a name, and taken up again."""
