"""What is stored of correspondence."""

from overstap.correspondence.models.letter import Channel, Letter, LetterState, PrintCause, PrintRun, RunLetter
from overstap.correspondence.models.message import Message, Side
from overstap.correspondence.models.preference import PostPreference

__all__ = [
    "Channel",
    "Letter",
    "LetterState",
    "Message",
    "PostPreference",
    "PrintCause",
    "PrintRun",
    "RunLetter",
    "Side",
]
