"""A file that travels (meenemen): the signed package of a person, taken out here and read in elsewhere."""
