"""Desks for many on screen: for who runs them, and for who takes part."""
