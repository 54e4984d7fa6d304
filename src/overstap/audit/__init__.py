"""Who looked and who changed what, for which purpose: one line per deed, in the same transaction as the deed."""
