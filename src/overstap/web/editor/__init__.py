"""The workplace of policy staff: drafts of schemes, made with forms or as text, checked and published by two people."""
