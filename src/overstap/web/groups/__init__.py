"""Groups of people who lose their work, for brokers: reported, coupled to vacancies, followed until they started."""
