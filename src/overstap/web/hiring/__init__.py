"""Work without applying, on screen: for the person who waits and for the employer."""
