"""Account numbers: proposed by one person, confirmed by another; what was paid keeps the number it was paid to."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import models

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.sepa import NAME_LENGTH, plain_letters
from overstap.payments.models import AccountState, BankAccount, DebtorAccount, Payee, PayeeAccount
from overstap.payments.queries.accounts import payee_card, stream_account
from overstap.payments.values import CASHIER_WORK, PayeeCard, StreamAccount, read_iban
from overstap.sealing import Secret
from overstap.treasury import queries as treasury
from overstap.treasury.books import one_transaction

Kept = TypeVar("Kept", bound=BankAccount)

PAYEE_ROLES = (Role.CASHIER, Role.CASHIER_APPROVER)
DEBTOR_ROLES = (Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER)

ROLE = Refusal("rekening.rol", N_("Alleen de kassier legt vast naar welke rekening wij betalen."), source=CASHIER_WORK)
NO_REASON = Refusal(
    "rekening.reden",
    N_("Schrijf op waar dit rekeningnummer op rust."),
    remedy=N_("Bijvoorbeeld: brief van 3 februari, nagebeld op het nummer dat wij al kenden."),
)
NO_HOLDER = Refusal("rekening.naam", N_("Vul de naam in waarop de rekening staat, in gewone letters."))
NO_RECIPIENT = Refusal("rekening.ontvanger", N_("Vul in om welke ontvanger het gaat."))
PENDING = Refusal(
    "rekening.wacht",
    N_("Er wacht al een ander rekeningnummer op een tweede persoon."),
    remedy=N_("Laat eerst daarover beslissen."),
)
SAME = Refusal("rekening.zelfde", N_("Dit rekeningnummer en deze naam gelden al."))
SECOND_PERSON = Refusal(
    "rekening.tweede_persoon",
    N_("U hebt dit rekeningnummer zelf voorgesteld. Iemand anders bevestigt het."),
    source=CASHIER_WORK,
    remedy=N_("Vraag een collega. Die belt de ontvanger op een nummer dat wij al kenden."),
)
DECIDED = Refusal(
    "rekening.stand",
    N_("Over dit rekeningnummer is al beslist."),
    remedy=N_("Ververs de pagina. U ziet dan wat er nu geldt."),
)
NO_ANSWER = Refusal("rekening.antwoord", N_("Schrijf op waarom u het rekeningnummer afwijst."))
NO_STREAM = Refusal("rekening.geldstroom", N_("Deze geldstroom heeft bij de kassier geen boekhouding."))


@one_transaction
def propose_payee_account(
    *, actor: Actor, key: UUID, recipient: str, kind: str, holder: str, iban: str, because: str, now: datetime
) -> PayeeCard | Refusal:
    """Propose where a recipient is paid (rekening voorstellen); nothing is paid there before a second person agrees.

    `key` makes the proposal count once. Refuses `rekening.rol`, `rekening.iban`, `rekening.naam`, `rekening.ontvanger`,
    `rekening.reden`, `rekening.wacht` and `rekening.zelfde`.
    """
    if not actor.has(*PAYEE_ROLES) or actor.user_id is None:
        return ROLE
    name = " ".join(recipient.split())
    if not name or kind not in Payee.Kind.values:
        return NO_RECIPIENT
    payee, _ = Payee.objects.get_or_create(recipient=name, defaults={"key": key, "kind": kind, "created_at": now})
    payee = Payee.objects.select_for_update().get(pk=payee.pk)
    rows = PayeeAccount.objects.filter(payee=payee)
    if not rows.filter(key=key).exists():
        refused = _propose(actor, PayeeAccount(payee=payee, key=key), rows, (holder, iban, because), now)
        if refused is not None:
            return refused
    return payee_card(payee)


@one_transaction
def propose_debtor_account(
    *, actor: Actor, key: UUID, stream: str, holder: str, iban: str, because: str, now: datetime
) -> StreamAccount | Refusal:
    """Propose from which account of ours a stream pays; a setting of the installation, by two people as well.

    Refuses as `propose_payee_account` does, and `rekening.geldstroom`.
    """
    if not actor.has(*DEBTOR_ROLES) or actor.user_id is None:
        return ROLE
    if stream not in {one.code for one in treasury.framework_choices()}:
        return NO_STREAM
    rows = DebtorAccount.objects.filter(stream=stream)
    list(rows.select_for_update().order_by("id"))
    if not rows.filter(key=key).exists():
        refused = _propose(actor, DebtorAccount(stream=stream, key=key), rows, (holder, iban, because), now)
        if refused is not None:
            return refused
    return stream_account(stream)


def _propose(
    actor: Actor, row: Kept, others: models.QuerySet[Kept], asked: tuple[str, str, str], now: datetime
) -> Refusal | None:
    holder, typed, because = asked
    number = read_iban(typed)
    if isinstance(number, Refusal):
        return number
    name = plain_letters(holder, NAME_LENGTH)
    if not name:
        return NO_HOLDER
    if not because.strip():
        return NO_REASON
    if others.filter(state=AccountState.PROPOSED).exists():
        return PENDING
    if others.filter(state=AccountState.CONFIRMED, iban_print__of=number, holder=name).exists():
        return SAME
    row.holder, row.because = name, because.strip()
    row.iban = Secret(number)
    row.proposed_at, row.proposed_by_id = now, actor.user_id or 0
    row.save(force_insert=True)
    _record(actor, "rekening_voorstellen", row, now)
    return None


@one_transaction
def decide_payee_account(
    *, actor: Actor, account_key: UUID, confirm: bool, now: datetime, answer: str = ""
) -> PayeeCard | Refusal:
    """Confirm or reject a proposed account number as a second person; the number that held is replaced, not changed.

    Refuses `rekening.rol`, `rekening.tweede_persoon`, `rekening.stand` and `rekening.antwoord`. Who proposed it may
    take it back. Raises NotFoundError for an unknown number.
    """
    if not actor.has(*PAYEE_ROLES):
        return ROLE
    payee = Payee.objects.select_for_update().filter(accounts__key=account_key).first()
    if payee is None:
        raise NotFoundError(f"no account {account_key}")
    rows = list(PayeeAccount.objects.select_for_update().filter(payee=payee).order_by("id"))
    refused = _decide(actor, rows, account_key, answer if not confirm else None, now)
    return refused or payee_card(payee)


@one_transaction
def decide_debtor_account(
    *, actor: Actor, account_key: UUID, confirm: bool, now: datetime, answer: str = ""
) -> StreamAccount | Refusal:
    """Confirm or reject a proposed account of ours as a second person. Refuses as `decide_payee_account` does."""
    if not actor.has(*DEBTOR_ROLES):
        return ROLE
    stream = DebtorAccount.objects.filter(key=account_key).values_list("stream", flat=True).first()
    if stream is None:
        raise NotFoundError(f"no account {account_key}")
    rows = list(DebtorAccount.objects.select_for_update().filter(stream=stream).order_by("id"))
    refused = _decide(actor, rows, account_key, answer if not confirm else None, now)
    return refused or stream_account(stream)


def _decide(
    actor: Actor, rows: list[Kept], account_key: UUID, rejected_because: str | None, now: datetime
) -> Refusal | None:
    """`rows` are all numbers of one owner, locked; without a reason to reject, it is confirmed."""
    row = next(one for one in rows if one.key == account_key)
    to = AccountState.CONFIRMED if rejected_because is None else AccountState.REJECTED
    if row.state == to and row.decided_by_id == actor.user_id:
        return None
    if row.state != AccountState.PROPOSED:
        return DECIDED
    if to == AccountState.CONFIRMED and row.proposed_by_id == actor.user_id:
        return SECOND_PERSON
    if rejected_because is not None and not rejected_because.strip():
        return NO_ANSWER
    if to == AccountState.CONFIRMED:
        for other in rows:
            if other.state == AccountState.CONFIRMED:
                other.state = AccountState.REPLACED
                other.save(update_fields=("state",))
    row.state, row.decided_at, row.decided_by_id = to, now, actor.user_id
    row.answer = (rejected_because or "").strip()
    row.save(update_fields=("state", "decided_at", "decided_by", "answer"))
    _record(actor, f"rekening_{to.value}", row, now)
    return None


def _record(actor: Actor, verb: str, row: BankAccount, now: datetime) -> None:
    """The trail names the proposal, never the number."""
    audit.record(actor=actor, verb=verb, object_kind="rekening", object_id=row.key, now=now)
