"""The windows for everyone: which there are, how they stand, applying, and what became of it."""
