"""Asking the cashier for payment of an item: the fee for an employer, and what the item cost."""

from __future__ import annotations

import uuid
from datetime import datetime
from uuid import UUID

from overstap.arrangements.access import access_item, item_parts
from overstap.arrangements.actions.deeds import NOT_RESPONSIBLE, deed, log
from overstap.arrangements.item_facts import answered
from overstap.arrangements.models import ArrangementItem, ItemKind
from overstap.casework.policy import catalogue
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part
from overstap.treasury import actions as treasury
from overstap.treasury.actions import Evidence
from overstap.treasury.values import ClaimCard

NO_FEE = Refusal(
    rule="onderdeel.geen_vergoeding",
    because=N_("Bij dit onderdeel hoort geen vergoeding voor de werkgever."),
    source=N_("Kamerbrief 30 november 2020, Praktijkleren in het mbo"),
)
NO_MONEY = Refusal(rule="onderdeel.geen_geld", because=N_("Voor dit onderdeel is geen geld van het team vastgelegd."))
INCOMPLETE = Refusal(
    rule="onderdeel.bewijs",
    because=N_("Van het bewijs ontbreekt het nummer of de datum."),
    source=N_("Kamerbrief 30 november 2020, Financiële middelen: verantwoording"),
    remedy=N_("Vul het nummer en de datum in die op het stuk staan."),
)


def claim_employer_fee(
    *, actor: Actor, item_id: int, weeks_present: int, paper: Evidence, now: datetime, key: UUID | None = None
) -> ClaimCard | Refusal:
    """Ask the fee for the employer of a praktijkleren item, by the weeks that the person was present (R-201)."""
    with deed(actor=actor, verb="werkgeversvergoeding_vragen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        if not _may_claim(actor, item):
            return NOT_RESPONSIBLE
        if (incomplete := _incomplete(paper)) is not None:
            return incomplete
        if item.fee_commitment_key is None:
            return NO_FEE
        claim = treasury.submit_claim(
            actor=actor,
            key=key or uuid.uuid4(),
            commitment_key=item.fee_commitment_key,
            weeks_present=weeks_present,
            evidence=paper.named,
            paper=paper,
            facts=answered(item.facts, catalogue()),
            now=now,
        )
        return claim if isinstance(claim, Refusal) else _claimed(actor, item, claim, now)


def claim_cost(
    *,
    actor: Actor,
    item_id: int,
    amount_cents: int,
    paper: Evidence,
    now: datetime,
    key: UUID | None = None,
    stream: str = "",
) -> ClaimCard | Refusal:
    """Ask payment of what an item cost (aanspraak), within what is bound for it (R-252, R-261).

    When several streams of the cashier pay a part, `stream` says which part; its own stream when empty.
    """
    with deed(actor=actor, verb="kosten_vragen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        if not _may_claim(actor, item):
            return NOT_RESPONSIBLE
        if (incomplete := _incomplete(paper)) is not None:
            return incomplete
        commitment_key = _bound_in(item, stream)
        if commitment_key is None or item.kind == ItemKind.PRIOR:
            return NO_MONEY
        claim = treasury.submit_claim(
            actor=actor,
            key=key or uuid.uuid4(),
            commitment_key=commitment_key,
            amount_cents=amount_cents,
            evidence=paper.named,
            paper=paper,
            now=now,
        )
        return claim if isinstance(claim, Refusal) else _claimed(actor, item, claim, now)


def _bound_in(item: ArrangementItem, stream: str) -> UUID | None:
    if stream in {"", item.stream} and item.commitment_key is not None:
        return item.commitment_key
    kept = (part.commitment_key for part in item.parts if stream in {"", part.stream})
    return next((key for key in kept if key is not None), None)


def _may_claim(actor: Actor, item: ArrangementItem) -> bool:
    return bool(item_parts(actor, item, item.arrangement.case) & {Part.RESPONSIBLE, Part.PARTNER})


def _claimed(actor: Actor, item: ArrangementItem, claim: ClaimCard, now: datetime) -> ClaimCard:
    details = {"onderdeel": item.pk, "instrument": item.instrument}
    log(actor=actor, verb="aanspraak_indienen", arrangement=item.arrangement, now=now, details=details)
    return claim


def _incomplete(paper: Evidence) -> Refusal | None:
    """Why a paper can't be found again by the cashier: it has no number or no day; None when it can."""
    return None if paper.number.strip() and paper.on is not None else INCOMPLETE
