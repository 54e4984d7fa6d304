"""Groups: companies with too many people and companies with too few, and a centre for a mass lay-off."""
