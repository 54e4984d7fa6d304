"""Claims and payments: asked by one, approved by a second, paid by a third (R-252, R-261)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Sum

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE, EntryKind
from overstap.core.money import euros
from overstap.rules import FactValue
from overstap.treasury import policy
from overstap.treasury.actions.commitments import give_back, lock_commitments, settle_state
from overstap.treasury.actions.frameworks import OTHER_CONTENTS
from overstap.treasury.books import Books, Stamp, one_transaction
from overstap.treasury.ceilings import open_ceilings
from overstap.treasury.models import Claim, Commitment, Payment
from overstap.treasury.values import (
    EMPLOYER_FEE_STREAM,
    ClaimCard,
    PaymentCard,
    claim_card,
    payment_card,
)

_WITH_EVERYTHING = ("commitment__budget__stream", "submitted_by", "decided_by")

NO_EVIDENCE = Refusal(
    "aanspraak.bewijs",
    N_("Zonder bewijs betalen wij niet."),
    source="Kamerbrief 30 november 2020, Financiële middelen: verantwoording",
    remedy=N_("Schrijf op welk stuk laat zien dat dit bedrag klopt, bijvoorbeeld het factuurnummer."),
)
NOT_BOUND = Refusal(
    "aanspraak.verplichting",
    N_("Voor dit onderdeel is nog geen geld vastgelegd."),
    source=CASHIER_SOURCE,
    remedy=N_("Start eerst het arrangement."),
)
NOTHING_LEFT = Refusal(
    "aanspraak.niets",
    N_("Er valt niets uit te betalen: dit geeft geen bedrag, of het maximum is al gevraagd."),
)
ONLY_APPROVER = Refusal(
    "aanspraak.rol",
    N_("Alleen een goedkeurder van de kassier beslist over een aanspraak."),
    source=CASHIER_SOURCE,
)
SECOND_PERSON = Refusal(
    "aanspraak.tweede_persoon",
    N_("U hebt deze aanspraak zelf ingediend. Iemand anders beslist erover."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag een collega om te beslissen."),
)
NO_REASON = Refusal("aanspraak.reden", N_("Schrijf op waarom u de aanspraak afwijst."))
ONLY_CASHIER = Refusal("betaling.rol", N_("Alleen de kassier betaalt."), source=CASHIER_SOURCE)
FOUR_EYES = Refusal(
    "betaling.vier_ogen",
    N_("U hebt deze aanspraak zelf goedgekeurd. Iemand anders geeft de betaling vrij."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag een andere kassier om te betalen."),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a claim comes down to."""

    amount_cents: int
    receipt: Mapping[str, Any]


@one_transaction
def submit_claim(
    *,
    actor: Actor,
    key: UUID,
    commitment_key: UUID,
    evidence: str,
    now: datetime,
    weeks_present: int | None = None,
    amount_cents: int | None = None,
    facts: Mapping[str, FactValue] | None = None,
) -> ClaimCard | Refusal:
    """Ask for payment on a commitment (aanspraak indienen), with evidence (R-261).

    The fee for an employer is asked in `weeks_present`: the scheme that the commitment pins says what all weeks so far
    come to, and what was claimed before is taken off, so that several claims together never pass its maximum (R-201);
    `facts` are what else that scheme asks. Anything else is asked as `amount_cents`. Refuses `aanspraak.bewijs`,
    `aanspraak.verplichting`, `aanspraak.niets`, `aanspraak.te_veel`, `aanspraak.weken`, `aanspraak.voorwaarden`,
    `werkgeversvergoeding.geldstroom` (R-202) and `opdracht.sleutel`. Raises ValueError when the actor is nobody.
    """
    if actor.user_id is None:
        raise ValueError("a claim is submitted by someone")
    if not evidence.strip():
        return NO_EVIDENCE
    _books, rows = lock_commitments([commitment_key])
    commitment = rows[0]
    known = Claim.objects.select_related(*_WITH_EVERYTHING).filter(key=key).first()
    if known is not None:
        same = (known.commitment_id, known.weeks_present) == (commitment.id, weeks_present)
        return claim_card(known) if same and amount_cents in {None, known.amount_cents} else OTHER_CONTENTS
    asked = _asked(commitment, weeks_present, amount_cents, facts or {})
    if isinstance(asked, Refusal):
        return asked
    claim = Claim(key=key, weeks_present=weeks_present, evidence=evidence.strip(), submitted_at=now)
    claim.submitted_by_id = actor.user_id
    return _write_down(actor, commitment, claim, asked)


def _write_down(actor: Actor, commitment: Commitment, claim: Claim, asked: _Asked) -> ClaimCard:
    claim.commitment = commitment
    claim.amount_cents = asked.amount_cents
    claim.legal_basis = f"{commitment.scheme}@{commitment.scheme_version.isoformat()}"
    claim.receipt = dict(asked.receipt)
    claim.save(force_insert=True)
    commitment.claimed_cents += asked.amount_cents
    commitment.save(update_fields=("claimed_cents",))
    _record(actor, "aanspraak_indienen", claim, claim.submitted_at)
    return claim_card(_read(claim.key))


def _asked(
    commitment: Commitment, weeks: int | None, amount: int | None, facts: Mapping[str, FactValue]
) -> _Asked | Refusal:
    if commitment.state != Commitment.State.COMMITTED:
        return NOT_BOUND
    by_weeks = commitment.budget.stream.code == EMPLOYER_FEE_STREAM
    if by_weeks:
        asked = _fee(commitment, weeks, facts)
    elif weeks is not None:
        return policy.FEE_FROM_OTHER_STREAM
    else:
        asked = _Asked(amount or 0, {})
    if isinstance(asked, Refusal):
        return asked
    left = commitment.amount_cents - commitment.claimed_cents - commitment.released_cents
    if asked.amount_cents <= 0:
        return NOTHING_LEFT
    if asked.amount_cents > left:
        return Refusal(
            "aanspraak.te_veel",
            N_("Er is voor dit onderdeel nog %(left)s vastgelegd. U vraagt %(asked)s."),
            source=CASHIER_SOURCE,
            remedy=N_("Vraag niet meer dan er is vastgelegd."),
            details=(("left", euros(left)), ("asked", euros(asked.amount_cents))),
        )
    return asked


def _fee(commitment: Commitment, weeks: int | None, facts: Mapping[str, FactValue]) -> _Asked | Refusal:
    if weeks is None or weeks < 0:
        return Refusal("aanspraak.weken", N_("Geef aan hoeveel weken de kandidaat aanwezig was."))
    counting = commitment.claims.exclude(state=Claim.State.REJECTED).exclude(payment__recovered_cents__gt=0)
    before = counting.aggregate(weeks=Sum("weeks_present", default=0), cents=Sum("amount_cents", default=0))
    fee = policy.employer_fee(commitment.scheme_version, before["weeks"] + weeks, facts)
    if isinstance(fee, Refusal):
        return fee
    return _Asked(fee.cents - before["cents"], fee.receipt)


@one_transaction
def approve_claim(*, actor: Actor, claim_key: UUID, now: datetime) -> ClaimCard | Refusal:
    """Approve a claim (goedkeuren) as a second person.

    Refuses `aanspraak.rol` (no approver), `aanspraak.tweede_persoon` (submitted it themselves) and `aanspraak.stand`
    (decided already, and not so).
    """
    return _decide(actor, claim_key, Claim.State.APPROVED, "", now)


@one_transaction
def reject_claim(*, actor: Actor, claim_key: UUID, because: str, now: datetime) -> ClaimCard | Refusal:
    """Reject a claim (afwijzen) with a reason; its amount can be claimed again. Refuses as `approve_claim` does."""
    if not because.strip():
        return NO_REASON
    return _decide(actor, claim_key, Claim.State.REJECTED, because.strip(), now)


def _decide(actor: Actor, claim_key: UUID, to: str, answer: str, now: datetime) -> ClaimCard | Refusal:
    if not actor.has(Role.CASHIER_APPROVER):
        return ONLY_APPROVER
    _books, commitment, claim = _lock(claim_key)
    if claim.submitted_by_id == actor.user_id:
        return SECOND_PERSON
    if claim.state == to and claim.decided_by_id == actor.user_id and claim.answer == answer:
        return claim_card(claim)
    if claim.state != Claim.State.SUBMITTED:
        return _decided_already(claim)
    claim.state, claim.answer, claim.decided_at, claim.decided_by_id = to, answer, now, actor.user_id
    claim.save(update_fields=("state", "answer", "decided_at", "decided_by"))
    if to == Claim.State.REJECTED:
        commitment.claimed_cents -= claim.amount_cents
        commitment.save(update_fields=("claimed_cents",))
    _record(actor, f"aanspraak_{to}", claim, now)
    return claim_card(_read(claim_key))


def _decided_already(claim: Claim) -> Refusal:
    return Refusal(
        "aanspraak.stand",
        N_("Over deze aanspraak is al beslist: %(state)s."),
        remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
        details=(("state", claim.get_state_display().lower()),),
    )


@one_transaction
def pay_claim(*, actor: Actor, claim_key: UUID, now: datetime) -> PaymentCard | Refusal:
    """Release the payment of an approved claim (betalen), by another than who approved it; paying twice pays once.

    Refuses `betaling.rol`, `betaling.vier_ogen` and `betaling.stand` (not approved).
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ONLY_CASHIER
    books, commitment, claim = _lock(claim_key)
    if claim.state == Claim.State.PAID:
        return payment_card(_payment(claim_key))
    if claim.state != Claim.State.APPROVED or claim.decided_by_id is None:
        return Refusal("betaling.stand", N_("Deze aanspraak is niet goedgekeurd. Wij betalen alleen na goedkeuring."))
    if claim.decided_by_id == actor.user_id:
        return FOUR_EYES
    entry = books.post(
        EntryKind.PAY,
        commitment.budget_id,
        claim.amount_cents,
        key=f"betalen:{claim_key}",
        stamp=Stamp(actor, claim.evidence, now),
        commitment=commitment,
        not_before=commitment.committed_at,
    )
    if isinstance(entry, Refusal):
        return entry
    Payment.objects.create(
        claim=claim,
        entry=entry,
        amount_cents=claim.amount_cents,
        paid_at=entry.at,
        approved_by_id=claim.decided_by_id,
        paid_by_id=actor.user_id,
    )
    _count_as_paid(actor, commitment, claim, now)
    return payment_card(_payment(claim_key))


def _count_as_paid(actor: Actor, commitment: Commitment, claim: Claim, now: datetime) -> None:
    claim.state = Claim.State.PAID
    claim.save(update_fields=("state",))
    commitment.paid_cents += claim.amount_cents
    settle_state(commitment)
    commitment.save(update_fields=("paid_cents", "state"))
    _record(actor, "betalen", claim, now)


@one_transaction
def recover_payment(*, actor: Actor, claim_key: UUID, because: str, now: datetime) -> PaymentCard | Refusal:
    """Book a payment that came back (terugvorderen): the money is free in its budget again, the claim stays on record.

    Refuses `betaling.rol`, `terugvorderen.reden` and `terugvorderen.stand` (nothing was paid). Twice books once.
    """
    if not actor.has(Role.CASHIER):
        return ONLY_CASHIER
    if not because.strip():
        return Refusal("terugvorderen.reden", N_("Schrijf op waarom het geld terugkomt."))
    books, commitment, claim = _lock(claim_key)
    if claim.state != Claim.State.PAID:
        return Refusal("terugvorderen.stand", N_("Op deze aanspraak is niets betaald."))
    payment = _payment(claim_key)
    if payment.recovered_cents:
        return payment_card(payment)
    entry = books.post(
        EntryKind.RECOVER,
        commitment.budget_id,
        payment.amount_cents,
        key=f"terugvorderen:{claim_key}",
        stamp=Stamp(actor, because.strip(), now),
        commitment=commitment,
        not_before=payment.paid_at,
    )
    if isinstance(entry, Refusal):
        return entry
    payment.recovered_cents = payment.amount_cents
    payment.save(update_fields=("recovered_cents",))
    commitment.paid_cents -= payment.amount_cents
    commitment.claimed_cents -= payment.amount_cents
    give_back(commitment, payment.amount_cents, open_ceilings([commitment]))
    _record(actor, "terugvorderen", claim, now)
    return payment_card(payment)


def _lock(claim_key: UUID) -> tuple[Books, Commitment, Claim]:
    commitment_key = Claim.objects.filter(key=claim_key).values_list("commitment__key", flat=True).first()
    if commitment_key is None:
        raise NotFoundError(f"no claim {claim_key}")
    books, rows = lock_commitments([commitment_key])
    locked = Claim.objects.select_for_update(of=("self",)).select_related(*_WITH_EVERYTHING)
    return books, rows[0], locked.get(key=claim_key)


def _read(claim_key: UUID) -> Claim:
    return Claim.objects.select_related(*_WITH_EVERYTHING).get(key=claim_key)


def _payment(claim_key: UUID) -> Payment:
    return Payment.objects.select_related("claim__commitment", "approved_by", "paid_by").get(claim__key=claim_key)


def _record(actor: Actor, verb: str, claim: Claim, now: datetime) -> None:
    details = {"bedrag_cent": claim.amount_cents, "weken": claim.weeks_present}
    audit.record(actor=actor, verb=verb, object_kind="aanspraak", object_id=claim.key, now=now, details=details)
