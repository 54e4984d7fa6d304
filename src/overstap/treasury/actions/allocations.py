"""Dividing national money over the regions: keys as data, and one decision that sets every budget (R-251, R-391)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.text import slugify

from overstap.audit import actions as audit
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.ledger import CASHIER_SOURCE
from overstap.core.money import euros
from overstap.parties import queries as parties
from overstap.treasury import frames
from overstap.treasury.actions.frameworks import (
    NO_LEDGER,
    ONLY_FRAMEWORK_KEEPER,
    OTHER_CONTENTS,
    fits_nationally,
    may_set_budgets,
    post_difference,
    write_decision,
)
from overstap.treasury.allotting import shares_of
from overstap.treasury.books import Books, Stamp, budget_with_accounts, one_transaction, open_books
from overstap.treasury.framework_cards import AllocationCard, KeyCard, allocation_card, key_card
from overstap.treasury.key_files import KeyContents, KeyProblems, read_key
from overstap.treasury.models import Allocation, AllocationInput, AllocationKey, Budget, FundingStream
from overstap.treasury.queries.allocations import existing_key, key_made_by

NO_NAME = Refusal("sleutel.naam", N_("Geef de verdeelsleutel een naam."))
NO_KEY_SOURCE = Refusal(
    "sleutel.bron",
    N_("Geef aan waar de getallen vandaan komen."),
    remedy=N_("Schrijf op welk stuk of bestand, en van welke dag."),
)
NO_SOURCE = Refusal("kader.bron", N_("Geef aan in welk besluit dit bedrag staat."))
NO_AMOUNT = Refusal("kader.bedrag", N_("Een budget is nul euro of meer."))


@one_transaction
def make_key(
    *, actor: Actor, key: UUID, name: str, source: str, text: str, now: datetime
) -> KeyCard | KeyProblems | Refusal:
    """Keep a new version of an allocation key (verdeelsleutel), read from text as `key_files` says.

    The same name makes the next version; what was there stays. Refuses `kader.rol` (not the framework keeper, or also
    cashier; R-251), `sleutel.naam`, `sleutel.bron` and `opdracht.sleutel`; what is wrong with the text comes together.
    """
    refused = may_set_budgets(actor)
    if refused is not None or actor.user_id is None:
        return refused or ONLY_FRAMEWORK_KEEPER
    code = slugify(name)[:40]
    if not code or not source.strip():
        return NO_KEY_SOURCE if code else NO_NAME
    contents = read_key(text, [card.code for card in parties.regions()])
    if isinstance(contents, KeyProblems):
        return contents
    # Decisions about frameworks wait for each other here, so that no two versions get one number.
    list(FundingStream.objects.select_for_update().order_by("id"))
    known = key_made_by(key)
    if known is not None:
        return key_card(known) if known.code == code else OTHER_CONTENTS
    last = AllocationKey.objects.filter(code=code).order_by("-version").first()
    row = AllocationKey.objects.create(
        key=key,
        code=code,
        version=last.version + 1 if last else 1,
        name=name.strip(),
        source=source.strip(),
        measures=[list(one) for one in contents.measures],
        made_at=now,
        made_by_id=actor.user_id,
    )
    _keep_inputs(row, contents)
    details = {"sleutel": str(row)}
    audit.record(
        actor=actor, verb="sleutel_vaststellen", object_kind="verdeelsleutel", object_id=key, now=now, details=details
    )
    return key_card(row)


def _keep_inputs(row: AllocationKey, contents: KeyContents) -> None:
    AllocationInput.objects.bulk_create(
        AllocationInput(allocation_key=row, region_code=code, values=list(one.values), impact=one.impact)
        for code, one in sorted(contents.regions.items())
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """What one decision sets."""

    key: UUID
    by: AllocationKey
    stream: FundingStream
    year: int
    amount_cents: int
    shares: Mapping[str, int]


@one_transaction
def decide_allocation(
    *,
    actor: Actor,
    key: UUID,
    code: str,
    version: int,
    stream: str,
    year: int,
    amount_cents: int,
    source: str,
    now: datetime,
) -> AllocationCard | Refusal:
    """Set the budgets of all regions of a stream in a year by a version of a key (verdeelbesluit, R-251, R-391).

    All or none. Refuses `kader.rol`, `kader.bron`, `kader.bedrag`, `kader.geldstroom`, `kader.landelijk` (R-253),
    `verdelen.in_gebruik` (regions that would get less than they use, all together) and `opdracht.sleutel`. Deciding
    twice decides once. Raises NotFoundError for a key that does not exist.
    """
    refused = may_set_budgets(actor) or (None if source.strip() else NO_SOURCE)
    refused = refused or (NO_AMOUNT if amount_cents < 0 else None)
    if refused is not None:
        return refused
    by = existing_key(code, version)
    streams = frames.locked_streams({stream}, year, now.date())
    if stream not in streams:
        return NO_LEDGER
    order = _Order(key, by, streams[stream], year, amount_cents, shares_of(by, amount_cents))
    budgets = {region: budget_with_accounts(order.stream, region, year) for region in order.shares}
    books = open_books([budget.id for budget in budgets.values()])
    known = Allocation.objects.select_related("allocation_key", "stream", "decided_by").filter(key=key).first()
    if known is not None:
        asked = (by.id, order.stream.id, year, amount_cents)
        same = asked == (known.allocation_key_id, known.stream_id, known.year, known.amount_cents)
        return allocation_card(known) if same else OTHER_CONTENTS
    return _set_all(books, budgets, order, Stamp(actor, source.strip(), now))


def _set_all(books: Books, budgets: Mapping[str, Budget], order: _Order, stamp: Stamp) -> AllocationCard | Refusal:
    ids = [budget.id for budget in budgets.values()]
    refused = _below_use(books, budgets, order.shares) or fits_nationally(
        order.stream.code, order.year, order.amount_cents, stamp, ids
    )
    if refused is not None or stamp.actor.user_id is None:
        return refused or ONLY_FRAMEWORK_KEEPER
    row = Allocation.objects.create(
        key=order.key,
        allocation_key=order.by,
        stream=order.stream,
        year=order.year,
        amount_cents=order.amount_cents,
        source=stamp.because,
        decided_at=stamp.now,
        decided_by_id=stamp.actor.user_id,
    )
    for region, cents in order.shares.items():
        refused = post_difference(books, budgets[region].id, cents, f"verdelen:{order.key}:{region}", stamp)
        if refused is not None:
            return refused
        write_decision(budgets[region], cents, uuid5(order.key, region), stamp, allocation=row)
    details = {"geldstroom": order.stream.code, "jaar": order.year, "bedrag_cent": order.amount_cents}
    audit.record(
        actor=stamp.actor, verb="verdelen", object_kind="verdeling", object_id=row.key, now=stamp.now, details=details
    )
    return allocation_card(Allocation.objects.select_related("allocation_key", "stream", "decided_by").get(id=row.id))


def _below_use(books: Books, budgets: Mapping[str, Budget], shares: Mapping[str, int]) -> Refusal | None:
    in_use = {region: _in_use(books, budgets[region]) for region in shares}
    short = [f"{region} ({euros(in_use[region])})" for region in sorted(shares) if shares[region] < in_use[region]]
    if not short:
        return None
    return Refusal(
        "verdelen.in_gebruik",
        N_("Deze regio's gebruiken al meer dan zij met deze verdeling krijgen: %(regions)s."),
        source=CASHIER_SOURCE,
        remedy=N_("Verdeel meer geld, of verander de verdeelsleutel."),
        details=(("regions", ", ".join(short)),),
    )


def _in_use(books: Books, budget: Budget) -> int:
    position = books.position(budget.id)
    return position.ceiling - position.free
