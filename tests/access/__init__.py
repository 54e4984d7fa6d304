"""Who may see what: one table, held against the code."""
