"""The cashier's ledgers: budgets with ceilings, commitments, claims and payments. Knows no files."""
