"""Screens of the law: the register of processing, requests of persons, terms of keeping, emergency access."""
