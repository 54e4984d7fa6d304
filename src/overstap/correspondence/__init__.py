"""Letters to persons and parties, and messages with a person (correspondentie): what was sent, and whether it came."""
