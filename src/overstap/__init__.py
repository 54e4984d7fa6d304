"""Overstap: guidance from job to job for regional mobility teams (regionale mobiliteitsteams)."""

__version__ = "0.1.0"
