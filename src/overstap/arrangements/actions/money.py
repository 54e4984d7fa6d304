"""The money of items: reserved when chosen, bound when the arrangement starts, given back when it is not needed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from overstap.arrangements.again import FEE, OWN
from overstap.arrangements.cards import keys_of
from overstap.arrangements.models import ArrangementItem, ItemKind
from overstap.arrangements.streams import has_ledger
from overstap.arrangements.terms import reserved_until
from overstap.casework.models import Case
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.treasury import actions as treasury
from overstap.treasury.books import find_budget, open_books
from overstap.treasury.queries import commitments_by_keys
from overstap.treasury.values import CeilingUse


def reserve_for(actor: Actor, case: Case, items: Iterable[ArrangementItem], *, now: datetime) -> Refusal | None:
    """Reserve what items cost, and the employer's fee beside them; sets the keys on the items (not saved).

    Gives the refusal of the treasury when a budget or a ceiling does not reach; the caller then undoes everything.
    A stream that the cashier does not keep, and an item that costs nothing, need no reservation. All budgets are
    locked before the first reservation, in the order of the treasury, so that nobody waits in a circle.
    """
    orders = [order for item in items for order in _new_orders(item, now)]
    _lock({(order.stream, case.region.code, order.year) for order in orders})
    for order in orders:
        refusal = reserve_order(actor, case, order, now)
        if refusal is not None:
            return refusal
    return None


def lock_budgets(case: Case, items: Iterable[ArrangementItem], now: datetime) -> None:
    """Lock every budget that pays for some items, in the order of the treasury, before anything is done with one."""
    items = list(items)
    held = {(one.stream, one.region_code, one.year) for one in commitments_by_keys(keys_of(items)).values()}
    wanted = {
        (stream, case.region.code, year_of(item, now))
        for item in items
        for stream in (item.stream, item.fee_stream, *(share.stream for share in item.parts))
    }
    _lock(held | wanted)


def _lock(wanted: Iterable[tuple[str, str, int]]) -> None:
    budgets = [find_budget(stream, region_code, year) for stream, region_code, year in sorted(wanted) if stream]
    open_books({budget.pk for budget in budgets if budget is not None})


@dataclass(frozen=True, slots=True)
class Order:
    """One reservation for an item: what its own stream pays, what another stream pays, or the fee beside it.

    `payer` is `OWN`, `FEE` or the stream of a part.
    """

    item: ArrangementItem
    payer: str
    key: UUID
    stream: str
    year: int
    scheme: str
    version: date
    receipt: dict[str, Any]
    recipient: str
    cents: int
    ceiling: CeilingUse | None


def orders_of(item: ArrangementItem, now: datetime) -> list[Order]:
    """Give what has to be reserved for an item at the cashier, each under a new key that is not on the item yet."""
    if item.kind == ItemKind.PRIOR or item.handover_id is not None:
        return []
    orders = []
    year, today = year_of(item, now), local_day(now)
    charge = item.cost_cents - item.cofinancing_cents - item.shared_cents
    recipient = item.provider or item.providing_party.name
    if charge > 0 and has_ledger(item.stream):
        ceiling = CeilingUse(item.ceiling_code, item.ceiling_cents or 0) if item.ceiling_code else None
        version = item.scheme_version or today
        orders.append(
            Order(item, OWN, uuid.uuid4(), item.stream, year, item.scheme, version, item.receipt, recipient,
                  charge, ceiling)
        )  # fmt: skip
    for share in item.parts:
        if has_ledger(share.stream):
            version = share.scheme_version or today
            orders.append(
                Order(item, share.stream, uuid.uuid4(), share.stream, year, share.scheme, version, share.receipt,
                      recipient, share.cents, None)
            )  # fmt: skip
    if item.fee_cents:
        version = item.fee_scheme_version or today
        orders.append(
            Order(item, FEE, uuid.uuid4(), item.fee_stream, year, item.fee_scheme, version, item.fee_receipt,
                  item.employer, item.fee_cents, None)
        )  # fmt: skip
    return orders


def keys_by_payer(item: ArrangementItem) -> dict[str, UUID]:
    """Give the commitments that an item has, by payer."""
    found = {OWN: item.commitment_key, FEE: item.fee_commitment_key}
    found |= {share.stream: share.commitment_key for share in item.parts}
    return {payer: key for payer, key in found.items() if key is not None}


def bind(item: ArrangementItem, keys: Mapping[str, UUID]) -> None:
    """Put the commitments of every payer on an item; its parts are saved, the item itself is not."""
    item.commitment_key, item.fee_commitment_key = keys.get(OWN), keys.get(FEE)
    for share in item.parts:
        share.commitment_key = keys.get(share.stream)
        share.save()


def _new_orders(item: ArrangementItem, now: datetime) -> list[Order]:
    orders = orders_of(item, now)
    bind(item, {order.payer: order.key for order in orders})
    return orders


def reserve_order(actor: Actor, case: Case, order: Order, now: datetime) -> Refusal | None:
    """Make one reservation, or give the refusal of the treasury."""
    reserved = treasury.reserve(
        actor=actor,
        key=order.key,
        stream=order.stream,
        region_code=case.region.code,
        year=order.year,
        person_key=case.participant.key,
        item_key=order.item.key,
        instrument=order.item.instrument,
        scheme=order.scheme,
        scheme_version=order.version,
        receipt=order.receipt,
        recipient=order.recipient,
        amount_cents=order.cents,
        ceiling=order.ceiling,
        expires_at=reserved_until(region_code=case.region.code, now=now),
        now=now,
    )
    return reserved if isinstance(reserved, Refusal) else None


def year_of(item: ArrangementItem, now: datetime) -> int:
    """Give the year whose budget pays: that of the start, or this year when no start is known."""
    return (item.starts_on or local_day(now)).year
