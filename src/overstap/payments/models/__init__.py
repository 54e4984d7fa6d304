"""What is stored of payments."""
