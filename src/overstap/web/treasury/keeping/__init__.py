"""The screens about frameworks and periods: dividing, moving, undoing and closing."""
