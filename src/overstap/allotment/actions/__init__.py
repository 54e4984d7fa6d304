"""The verbs of allotment. Each is one transaction."""
