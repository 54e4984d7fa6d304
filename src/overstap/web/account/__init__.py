"""Signing in, with a code or with a password and a second factor."""
