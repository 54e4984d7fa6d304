"""Reallocations: money that is left over goes elsewhere, by a recorded decision that keeps the total (R-262)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE, EntryKind
from overstap.core.money import euros
from overstap.treasury import frames
from overstap.treasury.actions.frameworks import NO_LEDGER, OTHER_CONTENTS, may_set_budgets, write_decision
from overstap.treasury.books import Books, Stamp, budget_with_accounts, one_transaction, open_books
from overstap.treasury.days import day_of
from overstap.treasury.framework_cards import ReallocationCard, figures_of, reallocation_card
from overstap.treasury.models import Budget, Reallocation
from overstap.treasury.queries.forecasts import outlooks_of

PRECEDENT = "Kamerbrief 27 november 2015: geld dat overblijft kan naar een andere actie"

_WITH_EVERYTHING = ("from_budget__stream", "to_budget__stream", "proposed_by", "decided_by")

ONLY_MONEY_ROLES = Refusal(
    "herverdelen.rol",
    N_("Alleen de kassier of de kaderhouder (SZW) stelt een herverdeling voor."),
    source=CASHIER_SOURCE,
)
SAME_BUDGET = Refusal(
    "herverdelen.zelfde",
    N_("Het geld gaat van een budget naar hetzelfde budget."),
    remedy=N_("Kies twee verschillende budgetten."),
)
NO_AMOUNT = Refusal("herverdelen.bedrag", N_("Een herverdeling is groter dan nul."))
NO_REASON = Refusal(
    "herverdelen.reden",
    N_("Zonder reden kan de kaderhouder niet besluiten."),
    remedy=N_("Schrijf op waarom hier geld overblijft en waarom het daar nodig is."),
)
NO_SOURCE = Refusal(
    "herverdelen.besluit",
    N_("Zonder besluit blijft het geld waar het is."),
    source=PRECEDENT,
    remedy=N_("Schrijf op in welk stuk het besluit staat, of waarom u het voorstel afwijst."),
)
SECOND_PERSON = Refusal(
    "herverdelen.tweede_persoon",
    N_("U hebt deze herverdeling zelf voorgesteld. Iemand anders besluit erover."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag een collega van SZW om te besluiten."),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a budget lies: stream and region (empty: the country)."""

    stream: str
    region_code: str


@one_transaction
def propose_reallocation(
    *,
    actor: Actor,
    key: UUID,
    giver: Place,
    taker: Place,
    year: int,
    amount_cents: int,
    because: str,
    now: datetime,
) -> ReallocationCard | Refusal:
    """Propose to move money that is left over to another budget of the same year (herverdeling voorstellen, R-262).

    Nothing is booked yet; how both budgets stand, and when each is expected to run out, is kept with the proposal.
    Refuses `herverdelen.rol`, `herverdelen.zelfde`, `herverdelen.bedrag`, `herverdelen.reden`, `kader.geldstroom`,
    `herverdelen.te_veel` (more than is free) and `opdracht.sleutel`.
    """
    refused = _may_propose(actor, giver, taker, amount_cents, because)
    if refused is not None or actor.user_id is None:
        return refused or ONLY_MONEY_ROLES
    streams = frames.locked_streams({giver.stream, taker.stream}, year, now.date())
    if not {giver.stream, taker.stream} <= streams.keys():
        return NO_LEDGER
    budgets = [budget_with_accounts(streams[place.stream], place.region_code, year) for place in (giver, taker)]
    books = open_books([budget.id for budget in budgets])
    known = Reallocation.objects.select_related(*_WITH_EVERYTHING).filter(key=key).first()
    if known is not None:
        asked = (budgets[0].id, budgets[1].id, amount_cents)
        same = asked == (known.from_budget_id, known.to_budget_id, known.amount_cents)
        return reallocation_card(known) if same else OTHER_CONTENTS
    refused = frames.refuse_closed_year(budgets[0].id) or _is_left(books, budgets[0], amount_cents)
    if refused is not None:
        return refused
    row = Reallocation(key=key, amount_cents=amount_cents, because=because.strip(), proposed_at=now)
    row.from_budget, row.to_budget, row.proposed_by_id = *budgets, actor.user_id
    row.figures = _figures(books, budgets) | {"forecast": _foretold(budgets, now)}
    row.save(force_insert=True)
    _record(actor, "herverdeling_voorstellen", row, now)
    return reallocation_card(_read(key))


def _figures(books: Books, budgets: Sequence[Budget]) -> dict[str, Any]:
    return {name: figures_of(books.position(one.id)) for name, one in zip(("giver", "taker"), budgets, strict=True)}


def _foretold(budgets: Sequence[Budget], now: datetime) -> dict[str, Any]:
    found = outlooks_of(Budget.objects.filter(id__in=[one.id for one in budgets]), on=day_of(now)).budgets
    return {
        name: {
            "early": outlook.early_on.isoformat() if outlook.early_on else None,
            "late": outlook.late_on.isoformat() if outlook.late_on else None,
            "chance": outlook.chance,
            "basis": outlook.basis.value,
        }
        for name, one in zip(("giver", "taker"), budgets, strict=True)
        if (outlook := found.get(one.id)) is not None
    }


def _may_propose(actor: Actor, giver: Place, taker: Place, amount_cents: int, because: str) -> Refusal | None:
    if not actor.has(Role.CASHIER, Role.FRAMEWORK_KEEPER):
        return ONLY_MONEY_ROLES
    if giver == taker:
        return SAME_BUDGET
    if amount_cents <= 0:
        return NO_AMOUNT
    return None if because.strip() else NO_REASON


def _is_left(books: Books, budget: Budget, amount_cents: int) -> Refusal | None:
    free = books.position(budget.id).free
    if amount_cents <= free:
        return None
    return Refusal(
        "herverdelen.te_veel",
        N_("In dit budget is nog %(left)s vrij. U wilt %(asked)s verplaatsen."),
        source=PRECEDENT,
        remedy=N_("Verplaats hoogstens wat vrij is."),
        details=(("left", euros(max(free, 0))), ("asked", euros(amount_cents))),
    )


@one_transaction
def decide_reallocation(*, actor: Actor, key: UUID, source: str, now: datetime) -> ReallocationCard | Refusal:
    """Decide that proposed money moves, and book it in both budgets under one decision (herverdelen, R-262).

    Between streams the national amounts move along (R-250). Refuses `kader.rol` (not the framework keeper, or also
    cashier; R-251), `herverdelen.tweede_persoon`, `herverdelen.besluit` (no source), `herverdelen.stand` (decided
    otherwise before) and `herverdelen.te_veel` (no longer free). Deciding twice books once.
    """
    refused = may_set_budgets(actor) or (None if source.strip() else NO_SOURCE)
    if refused is not None:
        return refused
    books, row = _lock(key, now)
    refused = _may_decide(actor, row, Reallocation.State.DECIDED)
    if refused is not None or row.state != Reallocation.State.PROPOSED:
        return refused or reallocation_card(row)
    refused = _is_left(books, row.from_budget, row.amount_cents)
    if refused is not None:
        return refused
    _note_decision(row, actor, Reallocation.State.DECIDED, source, now)
    refused = _book(books, row, Stamp(actor, source.strip(), now))
    if refused is not None:
        return refused
    _record(actor, "herverdelen", row, now)
    return reallocation_card(_read(key))


@one_transaction
def reject_reallocation(*, actor: Actor, key: UUID, because: str, now: datetime) -> ReallocationCard | Refusal:
    """Decide that proposed money stays where it is, with a reason. Refuses as `decide_reallocation` does."""
    refused = may_set_budgets(actor) or (None if because.strip() else NO_SOURCE)
    if refused is not None:
        return refused
    _books, row = _lock(key, now)
    refused = _may_decide(actor, row, Reallocation.State.REJECTED)
    if refused is not None or row.state != Reallocation.State.PROPOSED:
        return refused or reallocation_card(row)
    _note_decision(row, actor, Reallocation.State.REJECTED, because, now)
    _record(actor, "herverdeling_afwijzen", row, now)
    return reallocation_card(_read(key))


def _lock(key: UUID, now: datetime) -> tuple[Books, Reallocation]:
    found = Reallocation.objects.select_related("from_budget__stream", "to_budget__stream").filter(key=key).first()
    if found is None:
        raise NotFoundError(f"no reallocation {key}")
    codes = {found.from_budget.stream.code, found.to_budget.stream.code}
    frames.locked_streams(codes, found.from_budget.year, now.date())
    books = open_books([found.from_budget_id, found.to_budget_id])
    locked = Reallocation.objects.select_for_update(of=("self",)).select_related(*_WITH_EVERYTHING)
    return books, locked.get(key=key)


def _may_decide(actor: Actor, row: Reallocation, to: str) -> Refusal | None:
    if row.proposed_by_id == actor.user_id:
        return SECOND_PERSON
    if row.state in {Reallocation.State.PROPOSED, to}:
        return None
    return Refusal(
        "herverdelen.stand",
        N_("Over deze herverdeling is al besloten: %(state)s."),
        remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
        details=(("state", row.get_state_display().lower()),),
    )


def _note_decision(row: Reallocation, actor: Actor, state: str, source: str, now: datetime) -> None:
    row.state, row.source, row.decided_at, row.decided_by_id = state, source.strip(), now, actor.user_id
    row.save(update_fields=("state", "source", "decided_at", "decided_by"))


def _book(books: Books, row: Reallocation, stamp: Stamp) -> Refusal | None:
    out = books.post(
        EntryKind.WITHDRAW, row.from_budget_id, row.amount_cents, key=f"herverdelen:{row.key}:van", stamp=stamp
    )
    if isinstance(out, Refusal):
        return out
    # On the same moment as it left, so that the country had the same on every past day.
    into = books.post(
        EntryKind.ALLOT,
        row.to_budget_id,
        row.amount_cents,
        key=f"herverdelen:{row.key}:naar",
        stamp=stamp,
        not_before=out.at,
    )
    if isinstance(into, Refusal):
        return into
    for side, budget in (("van", row.from_budget), ("naar", row.to_budget)):
        amount = books.position(budget.id).ceiling
        write_decision(budget, amount, uuid5(row.key, side), stamp, reallocation=row)
    return None


def _read(key: UUID) -> Reallocation:
    return Reallocation.objects.select_related(*_WITH_EVERYTHING).get(key=key)


def _record(actor: Actor, verb: str, row: Reallocation, now: datetime) -> None:
    details = {"van": row.from_budget_id, "naar": row.to_budget_id, "bedrag_cent": row.amount_cents}
    audit.record(actor=actor, verb=verb, object_kind="herverdeling", object_id=row.key, now=now, details=details)
