"""Reading in many people from a file, and registrations that may be one person."""
