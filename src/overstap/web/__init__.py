"""The screens, by workplace."""
