"""Words and colours that a region or an installation chooses for itself, from a list of what may be chosen."""
