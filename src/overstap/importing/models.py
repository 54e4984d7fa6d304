"""What is stored of importing."""
