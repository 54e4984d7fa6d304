"""Short ways to make what a test starts from; the reference data are there already."""
