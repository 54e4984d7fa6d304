"""Pages for everyone: the start, registration, the desks of the regions."""
