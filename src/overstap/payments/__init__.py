"""Money that leaves by the bank, and what the bank says of it (betalingsverkeer)."""
