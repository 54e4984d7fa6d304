"""The file of one person: routing, intake, assessment, profile, hand-over, outcome."""
