"""Letters on paper: from what was kept to a tagged PDF, always the same one."""
