"""Reading people and files in from a spreadsheet (inlezen): all rows checked together, and undone as a whole."""
