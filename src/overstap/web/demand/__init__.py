"""Employers and vacancies: for brokers those of their regions, for an employer its own."""
