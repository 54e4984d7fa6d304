"""What is stored of portability."""
