"""The boards of regions and country."""
