"""The command `overstap`: thin; the same actions and queries as the screens."""
