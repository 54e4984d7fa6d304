"""Windows that open and close, and who gets what they have, in order of arrival (loketten en verdeling)."""
