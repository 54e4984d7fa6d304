"""What is stored of allotment."""
