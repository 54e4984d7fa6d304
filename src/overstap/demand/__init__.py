"""Who asks for work to be done: employers, their sites and their vacancies, and how hard an occupation is to find."""
