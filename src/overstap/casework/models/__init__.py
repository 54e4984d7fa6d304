"""The file of one person and what happens in it."""

from overstap.casework.models.case import (
    Case,
    CaseSequence,
    CaseState,
    Entrance,
    NextAction,
    OwnService,
    ResponsibilityPeriod,
)
from overstap.casework.models.entrance import (
    AccessCode,
    PublicTry,
    RegistrationDraft,
)
from overstap.casework.models.following import (
    Absence,
    Reminder,
    SavedView,
)
from overstap.casework.models.handover import (
    Handover,
    HandoverKind,
    HandoverQuestion,
    HandoverState,
)
from overstap.casework.models.intake import (
    Assessment,
    CaseFact,
    Decision,
    DecisionKind,
    Diagnosis,
    FactSource,
    FactState,
    RegionalValue,
)
from overstap.casework.models.moving import (
    Passing,
    PassingKind,
    PassingState,
    Residence,
)
from overstap.casework.models.objection import (
    ClockStop,
    Correction,
    CorrectionState,
    Objection,
    ObjectionKind,
    ObjectionState,
)
from overstap.casework.models.outcome import (
    Outcome,
)
from overstap.casework.models.profile import (
    LabourProfile,
    LanguageLevel,
    ProfileAspect,
    ProfileEntry,
    ProfileEntryKind,
    ProfileSource,
    ProfileStatement,
)

__all__ = [
    "Absence",
    "AccessCode",
    "Assessment",
    "Case",
    "CaseFact",
    "CaseSequence",
    "CaseState",
    "ClockStop",
    "Correction",
    "CorrectionState",
    "Decision",
    "DecisionKind",
    "Diagnosis",
    "Entrance",
    "FactSource",
    "FactState",
    "Handover",
    "HandoverKind",
    "HandoverQuestion",
    "HandoverState",
    "LabourProfile",
    "LanguageLevel",
    "NextAction",
    "Objection",
    "ObjectionKind",
    "ObjectionState",
    "Outcome",
    "OwnService",
    "Passing",
    "PassingKind",
    "PassingState",
    "ProfileAspect",
    "ProfileEntry",
    "ProfileEntryKind",
    "ProfileSource",
    "ProfileStatement",
    "PublicTry",
    "RegionalValue",
    "RegistrationDraft",
    "Reminder",
    "Residence",
    "ResponsibilityPeriod",
    "SavedView",
]
