"""What the law asks of keeping files (privacy): processing activities, terms of keeping, requests of persons."""
