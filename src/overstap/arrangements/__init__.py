"""The composed help for one person: items from the menu, agreed, coordinated, paid for, travelling along."""
