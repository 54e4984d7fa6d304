"""What payments tell others: frozen values, amounts in whole cents; an account number only where it is needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from stdnum import iban as iban_rules
from stdnum.exceptions import ValidationError as BrokenNumberError

from overstap.core.decision import N_, Refusal
from overstap.core.sepa import ReturnReason, masked_iban, return_reason
from overstap.sealing import Secret

if TYPE_CHECKING:
    from overstap.payments.models import BankAccount, PaymentRun, RunLine

CASHIER_WORK = "Inzet en acties op landelijk niveau: de kassiersfunctie"
ACCOUNTABILITY = "Kamerbrief 30 november 2020, Financiële middelen: verantwoording"

WRONG_IBAN = Refusal(
    "rekening.iban",
    N_("Dit is geen bestaand rekeningnummer (IBAN)."),
    remedy=N_("Kijk het nummer na. Bijvoorbeeld NL91 ABNA 0417 1643 00."),
)


def read_iban(typed: str) -> str | Refusal:
    """An account number as banks write it, without spaces; refuses `rekening.iban` when its check digits are wrong."""
    try:
        return str(iban_rules.validate(typed))
    except BrokenNumberError:
        return WRONG_IBAN


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account number and who agreed on it; the whole number only for who asks for it."""

    key: UUID
    holder: str
    iban: Secret
    because: str
    state: str
    proposed_at: datetime
    proposed_by: str
    proposed_by_id: int
    decided_at: datetime | None
    decided_by: str
    answer: str

    @property
    def masked(self) -> str:
        """The number with only its country and last four signs."""
        return masked_iban(self.iban.reveal())

    @property
    def spaced(self) -> str:
        """The number in groups of four, as people read it."""
        number = self.iban.reveal()
        return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


@dataclass(frozen=True, slots=True)
class PayeeCard:
    """A payee with the account we pay to and the one that waits for a second person."""

    key: UUID
    recipient: str
    kind: str
    current: AccountCard | None
    proposed: AccountCard | None


@dataclass(frozen=True, slots=True)
class StreamAccount:
    """From which account a funding stream pays, and the one that waits for a second person."""

    stream: str
    name_nl: str
    name_en: str
    current: AccountCard | None
    proposed: AccountCard | None


@dataclass(frozen=True, slots=True)
class RunCard:
    """A payment run in one line."""

    key: UUID
    number: int
    state: str
    execution_on: date
    line_count: int
    total_cents: int
    streams: tuple[str, ...]
    made_at: datetime
    made_by: str
    made_by_id: int
    released_at: datetime | None
    released_by: str
    message_id: str
    file_sha256: str
    confirmed_count: int
    returned_count: int

    @property
    def bank_state(self) -> str:
        """What the bank said of it so far: nothing, all, a part, or that something came back."""
        if self.state != "vrijgegeven":
            return self.state
        if self.returned_count:
            return "deels_terug" if self.returned_count < self.line_count else "alles_terug"
        if not self.confirmed_count:
            return "bij_de_bank"
        return "bevestigd" if self.confirmed_count == self.line_count else "deels_bevestigd"


@dataclass(frozen=True, slots=True)
class RunLineCard:
    """One payment of a run."""

    key: UUID
    run_key: UUID
    run_number: int
    claim_key: UUID
    state: str
    stream: str
    recipient: str
    holder: str
    account: str
    amount_cents: int
    legal_basis: str
    evidence: str
    approved_by: str
    approved_by_id: int
    end_to_end: str
    confirmed_on: date | None
    returned_on: date | None
    reason: ReturnReason | None
    reason_told: str
    cleared_because: str


@dataclass(frozen=True, slots=True)
class RunFile:
    """The file for the bank, as it was made once."""

    name: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that must never be (fout): which promise, where, and what was found."""

    invariant: str
    where: str
    found: str


def account_card(row: BankAccount) -> AccountCard:
    """Make the card; `row` comes with both people."""
    return AccountCard(
        key=row.key,
        holder=row.holder,
        iban=row.iban,
        because=row.because,
        state=row.state,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by.name,
        proposed_by_id=row.proposed_by_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        answer=row.answer,
    )


def run_card(row: PaymentRun, *, streams: tuple[str, ...], confirmed: int, returned: int) -> RunCard:
    """Make the card; `row` comes with its people."""
    return RunCard(
        key=row.key,
        number=row.pk,
        state=row.state,
        execution_on=row.execution_on,
        line_count=row.line_count,
        total_cents=row.total_cents,
        streams=streams,
        made_at=row.made_at,
        made_by=row.made_by.name,
        made_by_id=row.made_by_id,
        released_at=row.released_at,
        released_by=row.released_by.name if row.released_by else "",
        message_id=row.message_id or "",
        file_sha256=row.file_sha256,
        confirmed_count=confirmed,
        returned_count=returned,
    )


def run_line_card(row: RunLine) -> RunLineCard:
    """Make the card; `row` comes with its run, account and approver."""
    return RunLineCard(
        key=row.key,
        run_key=row.run.key,
        run_number=row.run_id,
        claim_key=row.claim_key,
        state=row.state,
        stream=row.stream,
        recipient=row.recipient,
        holder=row.account.holder,
        account=masked_iban(row.account.iban.reveal()),
        amount_cents=row.amount_cents,
        legal_basis=row.legal_basis,
        evidence=row.evidence,
        approved_by=row.approved_by.name,
        approved_by_id=row.approved_by_id,
        end_to_end=row.end_to_end,
        confirmed_on=row.confirmed_on,
        returned_on=row.returned_on,
        reason=return_reason(row.reason_code) if row.reason_code else None,
        reason_told=row.reason_told,
        cleared_because=row.cleared_because,
    )
