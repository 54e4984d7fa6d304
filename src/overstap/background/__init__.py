"""Work that nobody waits for: jobs kept in the database, the workers that do them, and the bell that wakes them."""
