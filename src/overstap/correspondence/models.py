"""What is stored of correspondence."""
