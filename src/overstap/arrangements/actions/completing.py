"""What shows that an item was finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from overstap.arrangements.actions.deeds import too_long
from overstap.arrangements.models import ArrangementItem, EvidenceKind, ItemKind
from overstap.core.decision import N_, Refusal

NO_PROOF = Refusal(
    rule="onderdeel.bewijs",
    because=N_("Er staat niet bij wat laat zien dat dit klaar is."),
    source=N_("Werkdocument, Arrangement inzetten"),
    remedy=N_("Vul in welk stuk het laat zien, met het nummer of kenmerk en de datum."),
)
NOT_YET = Refusal(
    rule="onderdeel.bewijs_datum",
    because=N_("De datum op het bewijs moet nog komen."),
    remedy=N_("Kijk de datum op het stuk na."),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """The paper that shows that an item was finished (bewijs van afronding)."""

    kind: str
    number: str
    on: date


def keep_proof(item: ArrangementItem, proof: Proof | None, today: date) -> Refusal | None:
    """Put the proof on an item (not saved yet), or say what is wrong with it."""
    if proof is None:
        return None if item.kind == ItemKind.PRIOR or item.handover_id is not None else NO_PROOF
    if proof.kind not in EvidenceKind.values or not proof.number.strip():
        return NO_PROOF
    if proof.on > today:
        return NOT_YET
    long = too_long(ArrangementItem, evidence_number=proof.number.strip())
    if long is None:
        item.evidence_kind, item.evidence_number, item.evidence_on = proof.kind, proof.number.strip(), proof.on
    return long
