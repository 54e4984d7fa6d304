"""Which party may see which item, for which purpose, until when (R-401)."""
