"""Reading lists of occupations and competences from the files in which they come; no database."""
