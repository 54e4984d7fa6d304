"""Reference data that the program carries: regions, phases and national parties, as facts in TOML files."""
