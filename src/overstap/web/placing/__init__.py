"""New work on screen: for the adviser, the person, and who oversees a region."""
