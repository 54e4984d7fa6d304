"""The verbs of payments. Each is one transaction."""
