"""The budget of the whole package on screen: as the letters print it, what it comes to, and what was spent of it."""
