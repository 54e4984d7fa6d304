"""Words for work (taxonomie): lists of occupations and competences, in versions side by side, and finding one."""
