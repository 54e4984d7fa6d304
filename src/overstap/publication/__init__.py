"""Policy in the making: drafts of schemes, their review by a second person, and what is published here."""
