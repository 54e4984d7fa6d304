"""National frames: what the country has of some streams in a year, and what recorded reallocations moved in or out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import F, Q, Sum

from overstap.core.decision import N_, Refusal
from overstap.treasury import policy
from overstap.treasury.models import Account, AccountKind, BookYear, Budget, FundingStream, Reallocation

YEAR_CLOSED = Refusal(
    "kader.jaar_gesloten",
    N_("Het boekjaar van dit budget is gesloten. Het budget verandert niet meer."),
    remedy=N_("Geef het geld in een jaar dat nog open is. Wat is toegezegd, wordt gewoon betaald."),
)


def refuse_closed_year(budget_id: int) -> Refusal | None:
    """Why no decision changes this budget any more; None while its year is open. The caller holds its locks."""
    closed = BookYear.objects.filter(closed_at__isnull=False).values("year")
    return YEAR_CLOSED if Budget.objects.filter(id=budget_id, year__in=closed).exists() else None


def locked_streams(asked: Iterable[str], year: int, on: date) -> dict[str, FundingStream]:
    """Lock streams with a ledger, and those that share a national amount with them, in the order of their ids.

    Framework accounts move only by decisions, and each of those waits here.
    """
    codes = set(asked)
    for stream in tuple(codes):
        frame = policy.national_frame(stream, year, on)
        codes |= frame.streams if frame else set()
    rows = FundingStream.objects.select_for_update().filter(code__in=codes, has_ledger=True).order_by("id")
    return {row.code: row for row in rows}


def moved_in(streams: Collection[str], year: int, *, as_of: datetime | None = None) -> int:
    """What reallocations brought these streams from others in a year, less what they took away, in cents (R-250).

    Those that were decided up to and including a moment; without one all of them.
    """
    inside, from_inside = Q(to_budget__stream__code__in=streams), Q(from_budget__stream__code__in=streams)
    decided = Reallocation.objects.filter(state=Reallocation.State.DECIDED, from_budget__year=year)
    if as_of is not None:
        decided = decided.filter(decided_at__lte=as_of)
    brought = decided.filter(inside & ~from_inside).aggregate(sum=Sum("amount_cents", default=0))["sum"]
    took = decided.filter(from_inside & ~inside).aggregate(sum=Sum("amount_cents", default=0))["sum"]
    return int(brought - took)


def allotted(streams: Collection[str], year: int, *, without: Collection[int] = ()) -> int:
    """What budgets of these streams have in a year, in cents, leaving some budgets out."""
    rows = Account.objects.filter(
        kind=AccountKind.FRAMEWORK, budget__stream__code__in=streams, budget__year=year
    ).exclude(budget_id__in=without)
    return int(rows.aggregate(sum=Sum(F("debits_posted_cents") - F("credits_posted_cents"), default=0))["sum"])


def amount_of(frame: policy.Frame, year: int) -> int:
    """What the country has under a frame in a year, with what reallocations moved, in cents (R-253, R-262)."""
    return frame.cents + moved_in(frame.streams, year)
