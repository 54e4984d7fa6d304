"""Trainings for everyone, the catalogue for who keeps it, and bridges for the adviser."""
