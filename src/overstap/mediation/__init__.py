"""People and vacancies brought together: lists that explain themselves, what was shown, and what they thought of it."""
