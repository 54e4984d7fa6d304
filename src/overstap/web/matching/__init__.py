"""Screens of matching: work for a person, people for a vacancy, and whom an employer may see."""
