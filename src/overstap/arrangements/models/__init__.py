"""What is stored of arrangements."""

from overstap.arrangements.models.agreeing import (
    Agreement,
    Guest,
    ItemRemark,
    RemarkKind,
    Side,
    Version,
    VersionKind,
    Way,
)
from overstap.arrangements.models.arrangement import (
    Arrangement,
    ArrangementItem,
    ArrangementState,
    Coordination,
    EvidenceKind,
    ItemKind,
    ItemReview,
    ItemShare,
    ItemStage,
    PriorCheck,
    ProviderGroup,
    WindowApplication,
)

__all__ = [
    "Agreement",
    "Arrangement",
    "ArrangementItem",
    "ArrangementState",
    "Coordination",
    "EvidenceKind",
    "Guest",
    "ItemKind",
    "ItemRemark",
    "ItemReview",
    "ItemShare",
    "ItemStage",
    "PriorCheck",
    "ProviderGroup",
    "RemarkKind",
    "Side",
    "Version",
    "VersionKind",
    "Way",
    "WindowApplication",
]
