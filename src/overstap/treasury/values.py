"""What the treasury tells others: frozen values, amounts in whole cents, nobody's name (R-404)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from overstap.core.actor import Role
from overstap.core.ledger import Position

if TYPE_CHECKING:
    from overstap.treasury.models import Claim, Commitment, Payment

__all__ = [
    "EMPLOYER_FEE_SCHEME",
    "EMPLOYER_FEE_STREAM",
    "MONEY_ROLES",
    "CeilingUse",
    "ClaimCard",
    "CommitmentCard",
    "PaymentCard",
    "Position",
    "Problem",
    "proof_of",
    "short_key",
]

EMPLOYER_FEE_SCHEME = "praktijkleren-werkgeversvergoeding"
EMPLOYER_FEE_STREAM = "praktijkleren_werkgeversvergoeding"

MONEY_ROLES = (Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER)

_PROOF = ("scheme", "version", "on", "file_hash", "language_version", "outcome", "amount")


@dataclass(frozen=True, slots=True)
class CeilingUse:
    """Which ceiling per person an amount counts towards, and how high it is (persoonsplafond, R-156)."""

    code: str
    limit_cents: int


@dataclass(frozen=True, slots=True)
class CommitmentCard:
    """A commitment as others see it (verplichting)."""

    key: UUID
    stream: str
    stream_name_nl: str
    stream_name_en: str
    region_code: str
    year: int
    person: str
    item_key: UUID
    instrument: str
    scheme: str
    scheme_version: date
    recipient: str
    amount_cents: int
    claimed_cents: int
    paid_cents: int
    released_cents: int
    state: str
    reserved_at: datetime
    expires_at: datetime | None
    committed_at: datetime | None

    @property
    def open_cents(self) -> int:
        """What is bound and neither paid nor given back."""
        return self.amount_cents - self.paid_cents - self.released_cents

    @property
    def claimable_cents(self) -> int:
        """What can still be claimed."""
        return self.amount_cents - self.claimed_cents - self.released_cents


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim as others see it (aanspraak)."""

    key: UUID
    commitment_key: UUID
    stream: str
    stream_name_nl: str
    stream_name_en: str
    region_code: str
    recipient: str
    instrument: str
    amount_cents: int
    weeks_present: int | None
    evidence: str
    evidence_kind: str
    evidence_number: str
    evidence_on: date | None
    evidence_sha256: str
    legal_basis: str
    state: str
    submitted_at: datetime
    submitted_by: str
    submitted_by_id: int
    decided_at: datetime | None
    decided_by: str
    decided_by_id: int | None
    answer: str


@dataclass(frozen=True, slots=True)
class PaymentCard:
    """A payment as others see it (betaling)."""

    claim_key: UUID
    amount_cents: int
    recovered_cents: int
    recipient: str
    legal_basis: str
    evidence: str
    paid_at: datetime
    approved_by: str
    paid_by: str
    returned_because: str
    """Why the bank brought it back; empty when it did not."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the books that must never be (fout in de boeken): which promise, where, and what was found."""

    invariant: str
    where: str
    found: str


def short_key(key: UUID) -> str:
    """The first eight characters of a pseudonym: enough to tell two people apart on a screen, no name (R-404)."""
    return str(key)[:8]


def proof_of(receipt: str | Mapping[str, Any]) -> dict[str, Any]:
    """Keep of a receipt only what proves it: rule, version, outcome and a fingerprint; never what was answered (R-404).

    `receipt` is a `Receipt` as JSON, as text or read. The fingerprint is made with the key of this installation, so
    that nobody can find the answers by trying them all.
    """
    whole = json.loads(receipt) if isinstance(receipt, str) else receipt
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    kept = {name: whole[name] for name in _PROOF if name in whole}
    return kept | {"fingerprint": salted_hmac("overstap.treasury.receipt", text, algorithm="sha256").hexdigest()}


def commitment_card(row: Commitment) -> CommitmentCard:
    """Make the card; `row` comes with its budget and stream."""
    stream = row.budget.stream
    return CommitmentCard(
        key=row.key,
        stream=stream.code,
        stream_name_nl=stream.name_nl,
        stream_name_en=stream.name_en,
        region_code=row.budget.region_code,
        year=row.budget.year,
        person=short_key(row.person_key),
        item_key=row.item_key,
        instrument=row.instrument,
        scheme=row.scheme,
        scheme_version=row.scheme_version,
        recipient=row.recipient,
        amount_cents=row.amount_cents,
        claimed_cents=row.claimed_cents,
        paid_cents=row.paid_cents,
        released_cents=row.released_cents,
        state=row.state,
        reserved_at=row.reserved_at,
        expires_at=row.expires_at,
        committed_at=row.committed_at,
    )


def claim_card(row: Claim) -> ClaimCard:
    """Make the card; `row` comes with its commitment, budget, stream and both people."""
    commitment = row.commitment
    stream = commitment.budget.stream
    return ClaimCard(
        key=row.key,
        commitment_key=commitment.key,
        stream=stream.code,
        stream_name_nl=stream.name_nl,
        stream_name_en=stream.name_en,
        region_code=commitment.budget.region_code,
        recipient=row.recipient or commitment.recipient,
        instrument=commitment.instrument,
        amount_cents=row.amount_cents,
        weeks_present=row.weeks_present,
        evidence=row.evidence,
        evidence_kind=row.evidence_kind,
        evidence_number=row.evidence_number,
        evidence_on=row.evidence_on,
        evidence_sha256=row.evidence_sha256,
        legal_basis=row.legal_basis,
        state=row.state,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by.name,
        submitted_by_id=row.submitted_by_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_by_id=row.decided_by_id,
        answer=row.answer,
    )


def payment_card(row: Payment) -> PaymentCard:
    """Make the card; `row` comes with its claim, commitment and both people."""
    return PaymentCard(
        claim_key=row.claim.key,
        amount_cents=row.amount_cents,
        recovered_cents=row.recovered_cents,
        recipient=row.claim.recipient or row.claim.commitment.recipient,
        legal_basis=row.claim.legal_basis,
        evidence=row.claim.evidence,
        paid_at=row.paid_at,
        approved_by=row.approved_by.name,
        paid_by=row.paid_by.name,
        returned_because=row.return_because,
    )
