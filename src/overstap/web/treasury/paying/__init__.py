"""The screens of payments: whom we pay, what goes out together, and what the bank says of it."""
