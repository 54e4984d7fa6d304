"""The adviser's screens."""
