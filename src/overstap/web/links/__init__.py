"""The page of a safe link."""
