"""The money of an item that changed: lowered, raised, given back or newly bound for every payer, all or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from overstap.arrangements.actions.money import Order, bind, keys_by_payer, orders_of, reserve_order, year_of
from overstap.arrangements.again import NewTerms
from overstap.arrangements.judging import FEE_BESIDE
from overstap.arrangements.models import ArrangementItem, ItemShare
from overstap.arrangements.streams import stream_names
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.money import euros
from overstap.treasury import actions as treasury
from overstap.treasury.books import find_budget, open_books
from overstap.treasury.models import Commitment
from overstap.treasury.queries import commitments_by_keys
from overstap.treasury.telling import name_stream
from overstap.treasury.values import CommitmentCard

CHANGED = N_("De data of de kosten van het onderdeel zijn veranderd")
"""What the books say: the reason itself may tell about the person and stays in the file (R-404)."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What was bound for an item before it changed (wat vastlag), by payer."""

    keys: Mapping[str, UUID]
    cards: Mapping[UUID, CommitmentCard]
    year: int


def bound_of(item: ArrangementItem, now: datetime) -> Bound:
    """Give what is bound for an item now."""
    keys = keys_by_payer(item)
    return Bound(keys, commitments_by_keys(keys.values()), year_of(item, now))


def lock_all(case: Case, changes: Iterable[tuple[ArrangementItem, NewTerms]], now: datetime) -> None:
    """Lock the budget of every payer before and after all changes, in the order of the treasury, before anything else.

    Reservations of this person that ran out are swept up on the way: their budgets belong to it.
    """
    wanted: set[tuple[str, int]] = set()
    ids = set(Commitment.objects.filter(person_key=case.participant.key, state="gereserveerd").values_list("budget_id"))
    for item, terms in changes:
        ids |= set(Commitment.objects.filter(key__in=keys_by_payer(item).values()).values_list("budget_id"))
        years = {year_of(item, now), (terms.starts_on or now).year}
        beside = FEE_BESIDE.get(item.stream, ("", ""))[1]
        streams = {item.stream, beside, *(share.stream for share in item.parts), *(terms.shares or ())}
        wanted |= {(stream, year) for stream in {*streams, *(terms.subsidies or ())} - {""} for year in years}
    budgets = (find_budget(stream, case.region.code, year) for stream, year in sorted(wanted))
    open_books({*(row[0] for row in ids), *(budget.pk for budget in budgets if budget is not None)})


def rebind(actor: Actor, case: Case, item: ArrangementItem, before: Bound, *, now: datetime) -> Refusal | None:
    """Let the money follow what an item says from now on; sets and saves its parts, the item itself is saved by others.

    The caller holds the locks (`lock_all`) and undoes everything when this refuses: less than was paid or asked
    (`verplichting.al_gevraagd`, `wijziging.ander_jaar`), or a budget or ceiling without room, by name.
    """
    orders = {order.payer: order for order in orders_of(item, now)}
    moved = before.year != year_of(item, now)
    refusal = _paid_in_other_year(before) if moved else None
    if refusal is not None:
        return refusal
    stays = {} if moved else {payer: key for payer, key in before.keys.items() if payer in orders}
    sizes = {key: orders[payer].cents if payer in stays else 0 for payer, key in before.keys.items()}
    resized = treasury.resize_commitments(actor=actor, sizes=sizes, command=uuid.uuid4(), because=CHANGED, now=now)
    if isinstance(resized, Refusal):
        return resized
    fresh = [order for payer, order in orders.items() if payer not in stays]
    refusal = _bind_new(actor, case, fresh, now)
    if refusal is not None:
        return refusal
    ItemShare.objects.filter(item=item).exclude(stream__in=[share.stream for share in item.parts]).delete()
    _keep_rows(item)
    bind(item, {**stays, **{order.payer: order.key for order in fresh}})
    return None


def _bind_new(actor: Actor, case: Case, fresh: list[Order], now: datetime) -> Refusal | None:
    names = stream_names() if fresh else {}
    for order in fresh:
        refusal = reserve_order(actor, case, order, now)
        if refusal is not None:
            return name_stream(refusal, names[order.stream].nl)
    bound = treasury.commit(actor=actor, keys=[order.key for order in fresh], now=now)
    return bound if isinstance(bound, Refusal) else None


def _keep_rows(item: ArrangementItem) -> None:
    """Write a part that stays over the row that it had."""
    rows = dict(ItemShare.objects.filter(item=item).values_list("stream", "pk"))
    for share in item.parts:
        share.pk = rows.get(share.stream)


def _paid_in_other_year(before: Bound) -> Refusal | None:
    """What was paid stays in the year that paid it, so that what is left cannot go to another."""
    for card in before.cards.values():
        if card.claimed_cents:
            return Refusal(
                rule="wijziging.ander_jaar",
                because=N_(
                    "Uit het budget van %(year)s is al %(claimed)s betaald of gevraagd. "
                    "Daarom blijft de startdatum in dat jaar."
                ),
                remedy=N_("Kies een startdatum in hetzelfde jaar, of stop dit onderdeel en kies het opnieuw."),
                details=(("year", str(card.year)), ("claimed", euros(card.claimed_cents))),
            )
    return None
