"""Questions about letters and messages."""
