"""What is stored of persons."""

from overstap.people.models.citizen import CitizenNumber
from overstap.people.models.merging import MergeProposal, MergeState
from overstap.people.models.participant import Participant

__all__ = ["CitizenNumber", "MergeProposal", "MergeState", "Participant"]
