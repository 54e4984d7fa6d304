"""Payments: released by another than who approved, brought back by the bank, or asked back (R-252, R-261)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE, EntryKind
from overstap.treasury.actions.claims import WITH_EVERYTHING, record_claim
from overstap.treasury.actions.commitments import give_back, lock_commitments, settle_state
from overstap.treasury.books import Books, Stamp, one_transaction
from overstap.treasury.ceilings import open_ceilings
from overstap.treasury.models import Claim, Commitment, Entry, Payment
from overstap.treasury.values import PaymentCard, payment_card

ONLY_CASHIER = Refusal("betaling.rol", N_("Alleen de kassier betaalt."), source=CASHIER_SOURCE)
FOUR_EYES = Refusal(
    "betaling.vier_ogen",
    N_("U hebt deze aanspraak zelf goedgekeurd. Iemand anders geeft de betaling vrij."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag een andere kassier om te betalen."),
)
NOT_APPROVED = Refusal("betaling.stand", N_("Deze aanspraak is niet goedgekeurd. Wij betalen alleen na goedkeuring."))
NOTHING_PAID = Refusal("terugvorderen.stand", N_("Op deze aanspraak is niets betaald."))
NOT_OUT = Refusal(
    "teruggekomen.stand",
    N_("Op deze aanspraak staat geen betaling die terug kan komen."),
    remedy=N_("Kijk na of de bank deze betaling al eerder terugstuurde."),
)


@dataclass(frozen=True, slots=True)
class BankReturn:
    """A payment that the bank brought back (teruggekomen betaling), and why, in the words of the bank."""

    claim_key: UUID
    because: str


@dataclass(frozen=True, slots=True)
class _Locked:
    """The books with the commitments and claims of some payments, all locked."""

    books: Books
    commitments: dict[int, Commitment]
    claims: tuple[Claim, ...]


@one_transaction
def pay_claim(*, actor: Actor, claim_key: UUID, now: datetime) -> PaymentCard | Refusal:
    """Release the payment of an approved claim (betalen), by another than who approved it; paying twice pays once.

    Refuses `betaling.rol`, `betaling.vier_ogen` and `betaling.stand` (not approved).
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ONLY_CASHIER
    locked = _lock([claim_key])
    if locked.claims[0].state != Claim.State.PAID:
        refused = _pay(actor, locked, now)
        if refused is not None:
            return refused
    return payment_card(_payment(claim_key))


@one_transaction
def pay_claims(*, actor: Actor, claim_keys: Sequence[UUID], now: datetime) -> tuple[PaymentCard, ...] | Refusal:
    """Release many payments at once: all of them or none.

    A claim that was paid already is refused here, for whoever asks this sends a new file to the bank. Refuses as
    `pay_claim` does.
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ONLY_CASHIER
    refused = _pay(actor, _lock(claim_keys), now)
    return refused if refused is not None else _cards(claim_keys)


def _pay(actor: Actor, locked: _Locked, now: datetime) -> Refusal | None:
    for claim in locked.claims:
        if claim.state != Claim.State.APPROVED or claim.decided_by_id is None:
            return NOT_APPROVED
        if claim.decided_by_id == actor.user_id:
            return FOUR_EYES
    earlier = _times_paid(locked.claims)
    for claim in locked.claims:
        refused = _pay_one(actor, locked, claim, earlier.count(claim.pk), now)
        if refused is not None:
            return refused
    return None


def _pay_one(actor: Actor, locked: _Locked, claim: Claim, earlier: int, now: datetime) -> Refusal | None:
    commitment = locked.commitments[claim.commitment_id]
    entry = locked.books.post(
        EntryKind.PAY,
        commitment.budget_id,
        claim.amount_cents,
        key=f"betalen:{claim.key}:{earlier}" if earlier else f"betalen:{claim.key}",
        stamp=Stamp(actor, claim.evidence, now),
        commitment=commitment,
        not_before=commitment.committed_at,
    )
    if isinstance(entry, Refusal):
        return entry
    payment = Payment(claim=claim, entry=entry, amount_cents=claim.amount_cents, paid_at=entry.at)
    payment.approved_by_id, payment.paid_by_id = claim.decided_by_id or 0, actor.user_id or 0
    payment.save(force_insert=True)
    _move(claim, Claim.State.PAID, commitment, claim.amount_cents)
    record_claim(actor, "betalen", claim, now)
    return None


def _times_paid(claims: Iterable[Claim]) -> list[int]:
    """The claims of the payments that were made before, each as often as it was paid."""
    return list(Payment.objects.filter(claim__in=claims).order_by("id").values_list("claim_id", flat=True))


@one_transaction
def return_payments(*, actor: Actor, returns: Sequence[BankReturn], now: datetime) -> tuple[PaymentCard, ...] | Refusal:
    """Book payments that the bank brought back (teruggekomen): still owed, to be paid again. All of them or none.

    Refuses `betaling.rol` and `teruggekomen.stand` (nothing went out, or it came back before).
    """
    if not actor.has(Role.CASHIER):
        return ONLY_CASHIER
    if not returns:
        return ()
    keys = [one.claim_key for one in returns]
    locked = _lock(keys)
    because = {one.claim_key: one.because for one in returns}
    for claim in locked.claims:
        refused = _bring_back(actor, locked, claim, because[claim.key], now)
        if refused is not None:
            return refused
    return _cards(keys)


def _bring_back(actor: Actor, locked: _Locked, claim: Claim, because: str, now: datetime) -> Refusal | None:
    payment = _live(claim)
    if claim.state != Claim.State.PAID or payment is None or payment.recovered_cents:
        return NOT_OUT
    commitment = locked.commitments[claim.commitment_id]
    entry = locked.books.post(
        EntryKind.RETURN,
        commitment.budget_id,
        payment.amount_cents,
        key=f"teruggekomen:{payment.entry.idempotency_key}",
        stamp=Stamp(actor, because, now),
        commitment=commitment,
        reverses=payment.entry,
        not_before=payment.paid_at,
    )
    if isinstance(entry, Refusal):
        return entry
    payment.return_entry, payment.return_because = entry, because
    payment.save(update_fields=("return_entry", "return_because"))
    _move(claim, Claim.State.APPROVED, commitment, -payment.amount_cents)
    record_claim(actor, "betaling_teruggekomen", claim, now)
    return None


def _move(claim: Claim, state: str, commitment: Commitment, paid: int) -> None:
    claim.state = state
    claim.save(update_fields=("state",))
    commitment.paid_cents += paid
    settle_state(commitment)
    commitment.save(update_fields=("paid_cents", "state"))


@one_transaction
def recover_payment(*, actor: Actor, claim_key: UUID, because: str, now: datetime) -> PaymentCard | Refusal:
    """Book a payment that was asked back (terugvorderen): the money is free in its budget, the claim stays on record.

    Refuses `betaling.rol`, `terugvorderen.reden` and `terugvorderen.stand` (nothing was paid). Twice books once.
    """
    if not actor.has(Role.CASHIER):
        return ONLY_CASHIER
    if not because.strip():
        return Refusal("terugvorderen.reden", N_("Schrijf op waarom het geld terugkomt."))
    locked = _lock([claim_key])
    claim = locked.claims[0]
    payment = _live(claim)
    if claim.state != Claim.State.PAID or payment is None:
        return NOTHING_PAID
    if payment.recovered_cents:
        return payment_card(_payment(claim_key))
    return _recover(actor, locked, payment, because.strip(), now)


def _recover(actor: Actor, locked: _Locked, payment: Payment, because: str, now: datetime) -> PaymentCard | Refusal:
    claim = locked.claims[0]
    commitment = locked.commitments[claim.commitment_id]
    # A recovery that was booked by mistake and undone can be booked once more.
    earlier = Entry.objects.filter(idempotency_key__startswith=f"terugvorderen:{claim.key}").count()
    entry = locked.books.post(
        EntryKind.RECOVER,
        commitment.budget_id,
        payment.amount_cents,
        key=f"terugvorderen:{claim.key}:{earlier}" if earlier else f"terugvorderen:{claim.key}",
        stamp=Stamp(actor, because, now),
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
    record_claim(actor, "terugvorderen", claim, now)
    return payment_card(_payment(claim.key))


def _lock(claim_keys: Sequence[UUID]) -> _Locked:
    """Lock claims with their commitments and books; raises NotFoundError for an unknown key."""
    found = dict(Claim.objects.filter(key__in=claim_keys).values_list("key", "commitment__key"))
    if missing := set(claim_keys) - set(found):
        raise NotFoundError(f"no claim {sorted(map(str, missing))}")
    books, rows = lock_commitments(list(set(found.values())))
    claims = Claim.objects.select_for_update(of=("self",)).select_related(*WITH_EVERYTHING)
    return _Locked(books, {row.pk: row for row in rows}, tuple(claims.filter(key__in=claim_keys).order_by("id")))


def _live(claim: Claim) -> Payment | None:
    """The payment of a claim that did not come back."""
    return Payment.objects.select_related("entry").filter(claim=claim, return_entry__isnull=True).first()


_PEOPLE = ("claim__commitment", "approved_by", "paid_by")


def _payment(claim_key: UUID) -> Payment:
    return Payment.objects.select_related(*_PEOPLE).filter(claim__key=claim_key).latest("id")


def _cards(claim_keys: Sequence[UUID]) -> tuple[PaymentCard, ...]:
    """The last payment of each claim, in the order of the keys."""
    rows = Payment.objects.select_related(*_PEOPLE).filter(claim__key__in=claim_keys).order_by("id")
    latest = {row.claim.key: row for row in rows}
    return tuple(payment_card(latest[key]) for key in claim_keys)
