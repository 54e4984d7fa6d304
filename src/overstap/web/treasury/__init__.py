"""The screens of the cashier and the framework keeper."""
