"""What is stored of links."""
