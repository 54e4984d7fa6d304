"""The catalogue of schemes for everyone: find, read, compare and try with your own answers."""
