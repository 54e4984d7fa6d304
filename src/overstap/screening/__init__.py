"""Schemes over tables of people: the columnar execution of the scheme language, over polars."""

from overstap.screening.population import PopulationError, TableProblem
from overstap.screening.recheck import DifferenceError
from overstap.screening.screen import Progress, screen

__all__ = ["DifferenceError", "PopulationError", "Progress", "TableProblem", "screen"]
