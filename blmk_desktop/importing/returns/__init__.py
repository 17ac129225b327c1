"""Our own forms come back: plans of a round, budgets, updates and surveys."""
