"""What was claimed and who was in post."""
