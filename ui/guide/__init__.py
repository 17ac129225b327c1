"""Help inside the application: the guide's pages, and which of them belongs to what is in front."""
