"""What is stored of allotment."""

from overstap.allotment.models.applications import Application, ApplicationState
from overstap.allotment.models.contacts import Contact, WindowLetter, WindowLetterKind
from overstap.allotment.models.windows import Unit, Way, Window, WindowDecision

__all__ = [
    "Application",
    "ApplicationState",
    "Contact",
    "Unit",
    "Way",
    "Window",
    "WindowDecision",
    "WindowLetter",
    "WindowLetterKind",
]
