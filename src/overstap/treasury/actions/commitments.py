"""Commitments: money reserved for an item, bound when the arrangement starts, given back when it is not needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from overstap.audit import actions as audit
from overstap.core.actor import SYSTEM, Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE, EntryKind
from overstap.core.money import euros
from overstap.treasury import policy
from overstap.treasury.actions.frameworks import OTHER_CONTENTS
from overstap.treasury.books import Books, Stamp, find_budget, one_transaction, open_books
from overstap.treasury.ceilings import Ceilings, open_ceilings
from overstap.treasury.models import Budget, Commitment, Entry
from overstap.treasury.values import (
    EMPLOYER_FEE_SCHEME,
    EMPLOYER_FEE_STREAM,
    CeilingUse,
    CommitmentCard,
    commitment_card,
    proof_of,
)

NOTHING_ASKED = Refusal("reserveren.niets", N_("Er is geen bedrag om te reserveren."))
RESERVED = N_("Gereserveerd voor een onderdeel")
STARTED = N_("Het arrangement is gestart")
RAN_OUT = N_("De reservering is verlopen")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked in one reservation."""

    key: UUID
    person_key: UUID
    item_key: UUID
    instrument: str
    scheme: str
    scheme_version: date
    receipt: str | Mapping[str, Any]
    recipient: str
    amount_cents: int
    ceiling: CeilingUse | None
    expires_at: datetime | None

    def is_same_as(self, row: Commitment, budget: Budget) -> bool:
        """Tell whether an existing commitment was made by this very order."""
        asked = (self.person_key, self.item_key, self.instrument, self.scheme, self.scheme_version, self.recipient)
        made = (row.person_key, row.item_key, row.instrument, row.scheme, row.scheme_version, row.recipient)
        code = self.ceiling.code if self.ceiling else ""
        money = (self.amount_cents, code, budget.id) == (row.amount_cents, row.ceiling_code, row.budget_id)
        return asked == made and money


@one_transaction
def reserve(
    *,
    actor: Actor,
    key: UUID,
    stream: str,
    region_code: str,
    year: int,
    person_key: UUID,
    item_key: UUID,
    instrument: str,
    scheme: str,
    scheme_version: date,
    receipt: str | Mapping[str, Any],
    recipient: str,
    amount_cents: int,
    ceiling: CeilingUse | None,
    expires_at: datetime | None,
    now: datetime,
) -> CommitmentCard | Refusal:
    """Set money aside for one item (reserveren), until it is committed, voided or expires.

    Refuses `reserveren.niets` (no amount), `budget.ontbreekt`, `budget.plafond` (more than is free), `persoon.plafond`
    (more than this person has left of `ceiling`, counted over all parties; R-156), `werkgeversvergoeding.geldstroom`
    (R-202) and `opdracht.sleutel` (the same key with other contents). The same command twice gives the same answer
    once. Reservations that have run out never stand in the way: they are voided here, before the money is counted.
    """
    if amount_cents <= 0:
        return NOTHING_ASKED
    if (scheme == EMPLOYER_FEE_SCHEME) != (stream == EMPLOYER_FEE_STREAM):
        return policy.FEE_FROM_OTHER_STREAM
    budget = find_budget(stream, region_code, year)
    if budget is None:
        return no_budget(year)
    order = _Order(key, person_key, item_key, instrument, scheme, scheme_version, receipt, recipient, amount_cents,
                   ceiling, expires_at)  # fmt: skip
    return _reserve_once(budget, order, Stamp(actor, RESERVED, now))


def _reserve_once(budget: Budget, order: _Order, stamp: Stamp) -> CommitmentCard | Refusal:
    overdue = _overdue(stamp.now)
    overdue = overdue.filter(budget=budget) | overdue.filter(person_key=order.person_key)
    books = open_books({budget.id, *overdue.values_list("budget_id", flat=True)})
    known = Commitment.objects.select_related("budget__stream").filter(key=order.key).first()
    if known is not None:
        return commitment_card(known) if order.is_same_as(known, budget) else OTHER_CONTENTS
    rows = [row for row in _locked(overdue.values_list("key", flat=True)) if row.budget_id in books]
    ceilings = open_ceilings(rows, (order.person_key, order.ceiling) if order.ceiling else None)
    _void_overdue(books, ceilings, rows, stamp.now)
    return _reserve(books, ceilings, budget, order, stamp)


def no_budget(year: int) -> Refusal:
    """The refusal for a budget that is not there."""
    return Refusal(
        "budget.ontbreekt",
        N_("Voor deze geldstroom is er in deze regio voor %(year)s geen budget."),
        source=CASHIER_SOURCE,
        remedy=N_("Kies een andere geldstroom, of vraag de kaderhouder (SZW) om budget."),
        details=(("year", str(year)),),
    )


def _reserve(books: Books, ceilings: Ceilings, budget: Budget, order: _Order, stamp: Stamp) -> CommitmentCard | Refusal:
    try:
        with transaction.atomic():
            row = Commitment.objects.create(
                key=order.key,
                budget=budget,
                person_key=order.person_key,
                item_key=order.item_key,
                instrument=order.instrument,
                scheme=order.scheme,
                scheme_version=order.scheme_version,
                receipt=proof_of(order.receipt),
                recipient=order.recipient,
                amount_cents=order.amount_cents,
                ceiling_code=order.ceiling.code if order.ceiling else "",
                reserved_at=stamp.now,
                expires_at=order.expires_at,
            )
    except IntegrityError:
        # The same key was used at the same moment in another budget; within one budget the lock prevents that.
        return OTHER_CONTENTS
    posted = books.post(
        EntryKind.RESERVE, budget.id, order.amount_cents, key=f"reserveren:{order.key}", stamp=stamp, commitment=row
    )
    if isinstance(posted, Refusal):
        return posted
    if order.ceiling is not None:
        refused = ceilings.count(order.person_key, order.ceiling, order.amount_cents)
        if refused is not None:
            return refused
    _record(stamp.actor, "geld_reserveren", row, stamp.now, order.amount_cents)
    return commitment_card(row)


@one_transaction
def commit(*, actor: Actor, keys: Sequence[UUID], now: datetime) -> tuple[CommitmentCard, ...] | Refusal:
    """Bind the money of several reservations (verplichten): all of them or none.

    Gives the cards in the order of `keys`. Refuses `verplichting.verlopen` (a reservation ran out) and
    `verplichting.vervallen` (it was voided). What was committed before stays as it was. Raises NotFoundError for an
    unknown key.
    """
    books, rows = lock_commitments(keys)
    for row in rows:
        refused = _may_commit(row, now)
        if refused is not None:
            return refused
    stamp = Stamp(actor, STARTED, now)
    for row in rows:
        if row.state != Commitment.State.RESERVED:
            continue
        ended = _end_reservation(books, row, EntryKind.COMMIT, stamp)
        if isinstance(ended, Refusal):
            return ended
        row.state, row.committed_at = Commitment.State.COMMITTED, ended.at
        row.save(update_fields=("state", "committed_at"))
        _record(actor, "geld_verplichten", row, now, row.amount_cents)
    return _cards(rows, keys)


def _may_commit(row: Commitment, now: datetime) -> Refusal | None:
    if row.state == Commitment.State.VOIDED:
        return Refusal(
            "verplichting.vervallen",
            N_("De reservering voor “%(recipient)s” is vervallen. Het geld is weer vrij."),
            remedy=N_("Kies het onderdeel opnieuw."),
            details=(("recipient", row.recipient),),
        )
    if _has_run_out(row, now):
        return Refusal(
            "verplichting.verlopen",
            N_("De reservering voor “%(recipient)s” is verlopen."),
            remedy=N_("Kies het onderdeel opnieuw. Dan kijken wij of er nog geld is."),
            details=(("recipient", row.recipient),),
        )
    return None


@one_transaction
def void(*, actor: Actor, keys: Sequence[UUID], because: str, now: datetime) -> tuple[CommitmentCard, ...] | Refusal:
    """Let several reservations lapse (laten vervallen): all of them or none; the money is free again at once.

    Refuses `verplichting.vastgelegd` when one is committed already. What had lapsed before stays as it was.
    """
    books, rows = lock_commitments(keys)
    for row in rows:
        if row.state not in {Commitment.State.RESERVED, Commitment.State.VOIDED}:
            return Refusal(
                "verplichting.vastgelegd",
                N_("Het geld voor “%(recipient)s” is al vastgelegd. Dat kan niet meer vervallen."),
                remedy=N_("Geef het bedrag vrij dat niet nodig is."),
                details=(("recipient", row.recipient),),
            )
    ceilings = open_ceilings(rows)
    for row in rows:
        refused = _void(books, ceilings, row, Stamp(actor, because, now))
        if refused is not None:
            return refused
    return _cards(rows, keys)


@one_transaction
def expire_reservations(*, now: datetime) -> int:
    """Let every reservation lapse that has run out at `now`; gives how many."""
    overdue = _overdue(now)
    return void_overdue(open_books(overdue.values_list("budget_id", flat=True)), overdue, now)


@one_transaction
def release(
    *,
    actor: Actor,
    key: UUID,
    because: str,
    now: datetime,
    amount_cents: int | None = None,
    command: UUID | None = None,
) -> CommitmentCard | Refusal:
    """Give back what is not needed of a commitment (vrijgeven): an amount, or without amount all that nobody claimed.

    A part needs a `command` key, so that it counts once; raises ValueError without. Refuses `verplichting.niet_vast`
    (nothing is committed yet) and `vrijgeven.te_veel` (more than is unclaimed).
    """
    if amount_cents is not None and command is None:
        raise ValueError("a part can be released only under a key of its own")
    books, rows = lock_commitments([key])
    row = rows[0]
    entry_key = f"vrijgeven:{key}:{command or _next_release(row)}"
    if command and Entry.objects.filter(idempotency_key=entry_key).exists():
        return commitment_card(row)
    if row.state not in {Commitment.State.COMMITTED, Commitment.State.RELEASED}:
        return Refusal("verplichting.niet_vast", N_("Dit geld is nog niet vastgelegd. Laat de reservering vervallen."))
    rest = row.amount_cents - row.claimed_cents - row.released_cents
    amount = rest if amount_cents is None else amount_cents
    if amount == 0:
        return commitment_card(row)
    if amount > rest:
        return Refusal(
            "vrijgeven.te_veel",
            N_("Er is nog %(left)s waar niemand aanspraak op maakt. Meer vrijgeven kan niet."),
            details=(("left", euros(rest)),),
        )
    return _release(books, row, amount, entry_key, Stamp(actor, because, now))


def _next_release(row: Commitment) -> str:
    # By how often, not by how much: what was released and taken back can be released once more.
    return f"keer-{Entry.objects.filter(commitment=row, kind=EntryKind.RELEASE.value).count() + 1}"


def _release(books: Books, row: Commitment, amount: int, key: str, stamp: Stamp) -> CommitmentCard | Refusal:
    posted = books.post(
        EntryKind.RELEASE, row.budget_id, amount, key=key, stamp=stamp, commitment=row, not_before=row.committed_at
    )
    if isinstance(posted, Refusal):
        return posted
    give_back(row, amount, open_ceilings([row]))
    _record(stamp.actor, "geld_vrijgeven", row, stamp.now, amount)
    return commitment_card(row)


def give_back(row: Commitment, amount: int, ceilings: Ceilings) -> None:
    """Count an amount as given back: the commitment closes when nothing is open, and the person has it left again."""
    row.released_cents += amount
    settle_state(row)
    row.save(update_fields=("claimed_cents", "paid_cents", "released_cents", "state"))
    ceilings.give_back(row, amount)


def settle_state(row: Commitment) -> None:
    """Let the state follow the amounts: closed once something was given back and nothing is open any more."""
    closed = row.released_cents > 0 and row.paid_cents + row.released_cents == row.amount_cents
    row.state = Commitment.State.RELEASED if closed else Commitment.State.COMMITTED


def lock_commitments(keys: Sequence[UUID]) -> tuple[Books, list[Commitment]]:
    """Lock commitments with the accounts of their budgets, in order. Raises NotFoundError for an unknown key."""
    budget_ids = dict(Commitment.objects.filter(key__in=keys).values_list("key", "budget_id"))
    if missing := set(keys) - set(budget_ids):
        raise NotFoundError(f"no commitment {sorted(map(str, missing))}")
    books = open_books(budget_ids.values())
    return books, _locked(keys)


def _locked(keys: Iterable[UUID]) -> list[Commitment]:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("budget__stream")
    return list(rows.filter(key__in=list(keys)).order_by("id"))


def _cards(rows: Iterable[Commitment], keys: Sequence[UUID]) -> tuple[CommitmentCard, ...]:
    by_key = {row.key: commitment_card(row) for row in rows}
    return tuple(by_key[key] for key in keys)


def _overdue(now: datetime) -> QuerySet[Commitment]:
    return Commitment.objects.filter(state=Commitment.State.RESERVED, expires_at__lte=now)


def overdue_in(budget: Budget, now: datetime) -> QuerySet[Commitment]:
    """The reservations of a budget that have run out."""
    return _overdue(now).filter(budget=budget)


def void_overdue(books: Books, overdue: QuerySet[Commitment], now: datetime) -> int:
    """Let reservations lapse that have run out, in budgets whose accounts are locked here; gives how many."""
    rows = [row for row in _locked(overdue.values_list("key", flat=True)) if row.budget_id in books]
    return _void_overdue(books, open_ceilings(rows), rows, now)


def _void_overdue(books: Books, ceilings: Ceilings, rows: Iterable[Commitment], now: datetime) -> int:
    # The rows were read under the lock: another may have ended one in between. A budget that came in later is not in
    # these books; it waits for the next time.
    stamp = Stamp(SYSTEM, RAN_OUT, now)
    return sum(1 for row in rows if _has_run_out(row, now) and _void(books, ceilings, row, stamp) is None)


def _has_run_out(row: Commitment, now: datetime) -> bool:
    return row.state == Commitment.State.RESERVED and row.expires_at is not None and row.expires_at <= now


def _void(books: Books, ceilings: Ceilings, row: Commitment, stamp: Stamp) -> Refusal | None:
    if row.state == Commitment.State.VOIDED:
        return None
    ended = _end_reservation(books, row, EntryKind.VOID, stamp)
    if isinstance(ended, Refusal):
        return ended
    row.state = Commitment.State.VOIDED
    row.save(update_fields=("state",))
    ceilings.give_back(row, row.amount_cents)
    _record(stamp.actor, "reservering_laten_vervallen", row, stamp.now, row.amount_cents)
    return None


def _end_reservation(books: Books, row: Commitment, kind: EntryKind, stamp: Stamp) -> Entry | Refusal:
    reservation = Entry.objects.get(commitment=row, kind=EntryKind.RESERVE.value)
    key = f"{kind.value}:{row.key}"
    return books.post(
        kind,
        row.budget_id,
        row.amount_cents,
        key=key,
        stamp=stamp,
        commitment=row,
        ends=reservation,
        not_before=reservation.at,
    )


def _record(actor: Actor, verb: str, row: Commitment, now: datetime, amount: int) -> None:
    details = {"geldstroom": row.budget.stream.code, "bedrag_cent": amount, "instrument": row.instrument}
    audit.record(actor=actor, verb=verb, object_kind="verplichting", object_id=row.key, now=now, details=details)
