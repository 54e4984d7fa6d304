"""Claims: asked by one with evidence, approved by a second (R-252, R-261)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE
from overstap.core.money import euros
from overstap.rules import FactValue
from overstap.treasury import policy
from overstap.treasury.actions.commitments import lock_commitments
from overstap.treasury.actions.frameworks import OTHER_CONTENTS
from overstap.treasury.books import one_transaction
from overstap.treasury.models import Claim, Commitment
from overstap.treasury.values import (
    EMPLOYER_FEE_STREAM,
    ClaimCard,
    claim_card,
)

DAYS_IN_A_WEEK = 7
_SHA256 = re.compile(r"[0-9a-f]{64}")
WITH_EVERYTHING = ("commitment__budget__stream", "submitted_by", "decided_by")

NO_EVIDENCE = Refusal(
    "aanspraak.bewijs",
    N_("Zonder bewijs betalen wij niet."),
    source="Kamerbrief 30 november 2020, Financiële middelen: verantwoording",
    remedy=N_("Schrijf op welk stuk laat zien dat dit bedrag klopt, bijvoorbeeld het factuurnummer."),
)
FUTURE_EVIDENCE = Refusal(
    "aanspraak.bewijs_datum",
    N_("De datum van het bewijs moet nog komen."),
    remedy=N_("Kijk de datum op het stuk na."),
)
BROKEN_FINGERPRINT = Refusal(
    "aanspraak.bewijs_bestand",
    N_("Het kenmerk van het bestand klopt niet."),
    remedy=N_("Kies het bestand opnieuw."),
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paper behind a claim (bewijsstuk): its sort, number and day, and the fingerprint of the file kept of it."""

    kind: str
    number: str = ""
    on: date | None = None
    sha256: str = ""

    @property
    def named(self) -> str:
        """The paper in words for the books: its sort and its number; empty without a known sort."""
        known = self.kind in Claim.EvidenceKind.values
        return f"{Claim.EvidenceKind(self.kind).label} {self.number.strip()}".strip() if known else ""


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
    paper: Evidence | None = None,
    recipient: str = "",
) -> ClaimCard | Refusal:
    """Ask for payment on a commitment (aanspraak indienen), with evidence (R-261).

    The fee for an employer is asked in `weeks_present`: the scheme that the commitment pins says what all weeks so far
    come to, and what was claimed before is taken off, so that several claims together never pass its maximum (R-201);
    `facts` are what else that scheme asks. Anything else is asked as `amount_cents`. `recipient` is who is paid
    instead of who the commitment names. Refuses `aanspraak.bewijs`, `aanspraak.verplichting`,
    `aanspraak.te_vroeg`, `aanspraak.niets`, `aanspraak.te_veel`, `aanspraak.weken`, `aanspraak.voorwaarden`,
    `werkgeversvergoeding.geldstroom` (R-202) and `opdracht.sleutel`. Raises ValueError when the actor is nobody.
    """
    if actor.user_id is None:
        raise ValueError("a claim is submitted by someone")
    shown = paper or Evidence(Claim.EvidenceKind.OTHER.value)
    if (refused := _no_evidence(evidence, shown, now)) is not None:
        return refused
    _books, rows = lock_commitments([commitment_key])
    commitment = rows[0]
    known = Claim.objects.select_related(*WITH_EVERYTHING).filter(key=key).first()
    if known is not None:
        same = (known.commitment_id, known.weeks_present) == (commitment.id, weeks_present)
        return claim_card(known) if same and amount_cents in {None, known.amount_cents} else OTHER_CONTENTS
    asked = _asked(commitment, weeks_present, amount_cents, facts or {}, now)
    if isinstance(asked, Refusal):
        return asked
    claim = Claim(key=key, weeks_present=weeks_present, recipient=recipient.strip(), submitted_at=now)
    _keep_evidence(claim, evidence, shown)
    claim.submitted_by_id = actor.user_id
    return _write_down(actor, commitment, claim, asked)


def _keep_evidence(claim: Claim, evidence: str, paper: Evidence) -> None:
    claim.evidence, claim.evidence_kind, claim.evidence_number = evidence.strip(), paper.kind, paper.number.strip()
    claim.evidence_on, claim.evidence_sha256 = paper.on, paper.sha256


def _no_evidence(evidence: str, paper: Evidence, now: datetime) -> Refusal | None:
    if not evidence.strip() or paper.kind not in Claim.EvidenceKind.values:
        return NO_EVIDENCE
    if paper.on is not None and paper.on > timezone.localdate(now):
        return FUTURE_EVIDENCE
    if paper.sha256 and not _SHA256.fullmatch(paper.sha256):
        return BROKEN_FINGERPRINT
    return None


def _write_down(actor: Actor, commitment: Commitment, claim: Claim, asked: _Asked) -> ClaimCard:
    claim.commitment = commitment
    claim.amount_cents = asked.amount_cents
    claim.legal_basis = f"{commitment.scheme}@{commitment.scheme_version.isoformat()}"
    claim.receipt = dict(asked.receipt)
    claim.save(force_insert=True)
    commitment.claimed_cents += asked.amount_cents
    commitment.save(update_fields=("claimed_cents",))
    record_claim(actor, "aanspraak_indienen", claim, claim.submitted_at)
    return claim_card(_read(claim.key))


def _asked(
    commitment: Commitment, weeks: int | None, amount: int | None, facts: Mapping[str, FactValue], now: datetime
) -> _Asked | Refusal:
    if commitment.state != Commitment.State.COMMITTED or commitment.committed_at is None:
        return NOT_BOUND
    asked = _what(commitment, weeks, amount, facts, now)
    if timezone.localdate(now) < timezone.localdate(commitment.committed_at):
        asked = _too_early(commitment.committed_at)
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


def _what(
    commitment: Commitment, weeks: int | None, amount: int | None, facts: Mapping[str, FactValue], now: datetime
) -> _Asked | Refusal:
    """What is asked: weeks of presence, or an amount."""
    if commitment.budget.stream.code == EMPLOYER_FEE_STREAM:
        return _fee(commitment, weeks, facts, weeks_begun(commitment.committed_at or now, now))
    return _Asked(amount or 0, {}) if weeks is None else policy.FEE_FROM_OTHER_STREAM


def _too_early(start: datetime) -> Refusal:
    return Refusal(
        "aanspraak.te_vroeg",
        N_("De toezegging begint op %(start)s. Daarvoor kunt u niets vragen."),
        remedy=N_("Vraag het bedrag na die dag."),
        details=(("start", timezone.localdate(start).strftime("%d-%m-%Y")),),
    )


def weeks_begun(start: datetime, now: datetime) -> int:
    """How many weeks have begun since a commitment started; a school week counts from the day it begins."""
    return (timezone.localdate(now) - timezone.localdate(start)).days // DAYS_IN_A_WEEK + 1


def _fee(commitment: Commitment, weeks: int | None, facts: Mapping[str, FactValue], begun: int) -> _Asked | Refusal:
    if weeks is None or weeks < 0:
        return Refusal("aanspraak.weken", N_("Geef aan hoeveel weken de kandidaat aanwezig was."))
    counting = commitment.claims.exclude(state=Claim.State.REJECTED).exclude(payment__recovered_cents__gt=0)
    before = counting.aggregate(weeks=Sum("weeks_present", default=0), cents=Sum("amount_cents", default=0))
    together = before["weeks"] + weeks
    fee = policy.employer_fee(commitment.scheme_version, together, facts)
    if isinstance(fee, Refusal):
        return fee
    if together > begun:
        return Refusal(
            "aanspraak.weken",
            N_("U telt samen %(weeks)s weken. Weken die sinds de start zijn begonnen: %(begun)s."),
            remedy=N_("Kijk het aantal weken na op de presentielijst."),
            details=(("weeks", str(together)), ("begun", str(begun))),
        )
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
    commitment, claim = _lock(claim_key)
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
    record_claim(actor, f"aanspraak_{to}", claim, now)
    return claim_card(_read(claim_key))


def _decided_already(claim: Claim) -> Refusal:
    return Refusal(
        "aanspraak.stand",
        N_("Over deze aanspraak is al beslist: %(state)s."),
        remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
        details=(("state", claim.get_state_display().lower()),),
    )


def _lock(claim_key: UUID) -> tuple[Commitment, Claim]:
    commitment_key = Claim.objects.filter(key=claim_key).values_list("commitment__key", flat=True).first()
    if commitment_key is None:
        raise NotFoundError(f"no claim {claim_key}")
    _books, rows = lock_commitments([commitment_key])
    locked = Claim.objects.select_for_update(of=("self",)).select_related(*WITH_EVERYTHING)
    return rows[0], locked.get(key=claim_key)


def _read(claim_key: UUID) -> Claim:
    return Claim.objects.select_related(*WITH_EVERYTHING).get(key=claim_key)


def record_claim(actor: Actor, verb: str, claim: Claim, now: datetime) -> None:
    """Write what happened to a claim in the trail."""
    details = {"bedrag_cent": claim.amount_cents, "weken": claim.weeks_present}
    audit.record(actor=actor, verb=verb, object_kind="aanspraak", object_id=claim.key, now=now, details=details)
