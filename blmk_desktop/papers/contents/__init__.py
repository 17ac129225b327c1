"""What each paper says: one module a paper, from the summaries that the window shows."""
