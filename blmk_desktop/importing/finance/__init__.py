"""Finance: monthly reports, ledger extracts and projected budgets."""
