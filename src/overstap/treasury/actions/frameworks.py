"""Frameworks: which streams there are, and how much each region has of a stream in a year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.core.ledger import CASHIER_SOURCE, EntryKind, Position
from overstap.core.money import euros
from overstap.treasury import frames, policy
from overstap.treasury.books import Books, Stamp, budget_with_accounts, one_transaction, open_books
from overstap.treasury.models import Allocation, Budget, Entry, FrameworkDecision, FundingStream, Reallocation

ONLY_FRAMEWORK_KEEPER = Refusal(
    "kader.rol",
    N_("Alleen de kaderhouder (SZW) stelt budgetten vast. De kassier voert ze uit en verandert ze niet."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag SZW om het budget aan te passen."),
)


NO_LEDGER = Refusal(
    "kader.geldstroom",
    N_("Van deze geldstroom houden wij geen budget bij."),
    remedy=N_("Kies een geldstroom uit de lijst."),
)
OTHER_CONTENTS = Refusal(
    "opdracht.sleutel",
    N_("Deze opdracht is al gedaan, met andere gegevens."),
    remedy=N_("Ververs de pagina en kijk hoe het er nu voor staat."),
)


@one_transaction
def load_streams(*, now: datetime) -> int:
    """Bring the funding streams in line with the schemes of that day; gives how many there are. Safe to repeat."""
    streams = policy.streams(now.date())
    for stream in streams:
        FundingStream.objects.update_or_create(
            code=stream.code,
            defaults={
                "name_nl": stream.name_nl,
                "name_en": stream.name_en,
                "with_cashier": stream.with_cashier,
                "has_ledger": stream.has_ledger,
                "rank": stream.rank,
            },
        )
    return len(streams)


@one_transaction
def set_budget(
    *,
    actor: Actor,
    stream: str,
    region_code: str,
    year: int,
    amount_cents: int,
    source: str,
    key: UUID,
    now: datetime,
) -> Position | Refusal:
    """Decide how much a region (or, with an empty code, the country) has of a stream in a year (kaderbesluit, R-251).

    `amount_cents` is the whole amount from then on; the difference is posted as a new entry. Refuses `kader.rol` (not
    the framework keeper, or also cashier), `kader.geldstroom` (no ledger here), `kader.bedrag`, `kader.bron`,
    `kader.landelijk` (the regions together pass the national amount of the schemes), `kader.te_laag` (less than is in
    use) and `opdracht.sleutel` (the same key with other contents). Repeating a command gives the same answer once.
    """
    refused = _may_decide(actor, amount_cents, source)
    if refused is not None:
        return refused
    streams = frames.locked_streams({stream}, year, now.date())
    if stream not in streams:
        return NO_LEDGER
    budget = budget_with_accounts(streams[stream], region_code, year)
    books = open_books([budget.id])
    earlier = FrameworkDecision.objects.filter(key=key).first()
    if earlier is not None:
        same = earlier.budget_id == budget.id and earlier.amount_cents == amount_cents
        return books.position(budget.id) if same else OTHER_CONTENTS
    refused = fits_nationally(stream, year, amount_cents, stamp := Stamp(actor, source.strip(), now), [budget.id])
    if refused is not None:
        return refused
    refused = post_difference(books, budget.id, amount_cents, f"kader:{key}", stamp)
    if refused is not None:
        return refused
    write_decision(budget, amount_cents, key, stamp)
    return books.position(budget.id)


def may_set_budgets(actor: Actor) -> Refusal | None:
    """Why this actor may not decide on budgets; None for the framework keeper, who is not also cashier (R-251)."""
    keeps = actor.has(Role.FRAMEWORK_KEEPER) and not actor.has(Role.CASHIER, Role.CASHIER_APPROVER)
    return None if keeps else ONLY_FRAMEWORK_KEEPER


def _may_decide(actor: Actor, amount_cents: int, source: str) -> Refusal | None:
    refused = may_set_budgets(actor)
    if refused is not None:
        return refused
    if amount_cents < 0:
        return Refusal("kader.bedrag", N_("Een budget is nul euro of meer."))
    if not source.strip():
        return Refusal("kader.bron", N_("Geef aan in welk besluit dit bedrag staat."))
    return None


def fits_nationally(
    stream: str, year: int, amount_cents: int, stamp: Stamp, budget_ids: Collection[int]
) -> Refusal | None:
    """Why these budgets of a stream can't have this amount together: the country has less (`kader.landelijk`, R-253).

    The caller holds the locks on the streams.
    """
    frame = policy.national_frame(stream, year, stamp.now.date())
    if frame is None:
        return None
    whole = frames.amount_of(frame, year)
    left = whole - frames.allotted(frame.streams, year, without=budget_ids)
    if amount_cents <= left:
        return None
    return Refusal(
        "kader.landelijk",
        N_("Alle regio's samen krijgen in %(year)s ten hoogste %(frame)s. Daarvan is nog %(left)s te verdelen."),
        source=frame.source,
        remedy=N_("Kies een lager bedrag of verlaag eerst het budget van een andere regio."),
        details=(("year", str(year)), ("frame", euros(whole)), ("left", euros(max(left, 0)))),
    )


def post_difference(
    books: Books, budget_id: int, amount_cents: int, key: str, stamp: Stamp, *, reverses: Entry | None = None
) -> Refusal | None:
    """Book what a budget has more or less than now, or refuse `kader.te_laag`; nothing when it stays the same."""
    position = books.position(budget_id)
    difference = amount_cents - position.ceiling
    if difference == 0:
        return None
    refused = frames.refuse_closed_year(budget_id)
    if refused is not None:
        return refused
    if position.free + difference < 0:
        in_use = position.ceiling - position.free
        return Refusal(
            "kader.te_laag",
            N_("Van dit budget is al %(used)s gereserveerd, toegezegd of betaald. Lager kan niet."),
            source=CASHIER_SOURCE,
            details=(("used", euros(in_use)),),
        )
    kind = EntryKind.ALLOT if difference > 0 else EntryKind.WITHDRAW
    not_before = reverses.at if reverses else None
    posted = books.post(
        kind, budget_id, abs(difference), key=key, stamp=stamp, reverses=reverses, not_before=not_before
    )
    return posted if isinstance(posted, Refusal) else None


def write_decision(
    budget: Budget,
    amount_cents: int,
    key: UUID,
    stamp: Stamp,
    *,
    reallocation: Reallocation | None = None,
    allocation: Allocation | None = None,
) -> None:
    """Keep what a budget has from then on, and by which decision."""
    FrameworkDecision.objects.create(
        key=key,
        budget=budget,
        amount_cents=amount_cents,
        source=stamp.because,
        decided_at=stamp.now,
        decided_by=stamp.actor.name,
        reallocation=reallocation,
        allocation=allocation,
    )
    audit.record(
        actor=stamp.actor,
        verb="budget_vaststellen",
        object_kind="budget",
        object_id=budget.id,
        now=stamp.now,
        details={
            "geldstroom": budget.stream.code,
            "regio": budget.region_code,
            "jaar": budget.year,
            "bedrag_cent": amount_cents,
        },
    )
