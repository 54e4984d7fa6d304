"""What is stored of allotment."""

from overstap.allotment.models.applications import Application, ApplicationState
from overstap.allotment.models.contacts import Contact, Letter, LetterKind
from overstap.allotment.models.windows import Unit, Way, Window, WindowDecision

__all__ = [
    "Application",
    "ApplicationState",
    "Contact",
    "Letter",
    "LetterKind",
    "Unit",
    "Way",
    "Window",
    "WindowDecision",
]
