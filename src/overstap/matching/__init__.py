"""Who fits where: profiles, exact search, and why. Numbers in, numbers out: no database, no clock, no names."""
