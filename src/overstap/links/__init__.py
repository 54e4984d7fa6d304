"""Acting without an account, by an address that nobody can guess and a code (veilige link)."""
