"""The people who take part, always of their own will (R-128)."""
