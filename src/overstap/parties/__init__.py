"""Regions, municipalities, organisations and the people who work there."""
