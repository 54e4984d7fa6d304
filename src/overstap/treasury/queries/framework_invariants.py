"""What must be true of decisions about budgets at every moment, recomputed from the entries alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from overstap.core.ledger import EntryKind
from overstap.treasury import frames, policy
from overstap.treasury.models import Budget, Entry, FrameworkDecision, Reallocation
from overstap.treasury.queries.periods import period_problems
from overstap.treasury.queries.years import year_problems
from overstap.treasury.values import Problem

LEAVES, ARRIVES = "van", "naar"


def framework_problems() -> Iterator[Problem]:
    """A reallocation keeps the total, every budget has what was decided last, and no frame is passed (R-253, R-262).

    Closed periods are as they were.
    """
    yield from _reallocations()
    yield from _decided()
    yield from _frames()
    yield from period_problems()
    yield from year_problems()


def _reallocations() -> Iterator[Problem]:
    booked: dict[str, dict[str, tuple[str, int, int, object]]] = defaultdict(dict)
    entries = Entry.objects.filter(idempotency_key__startswith="herverdelen:").order_by("id")
    for name, *facts in entries.values_list("idempotency_key", "kind", "budget_id", "amount_cents", "at"):
        _, key, side = name.split(":")
        booked[key][side] = tuple(facts)  # type: ignore[assignment]
    for row in Reallocation.objects.filter(state=Reallocation.State.DECIDED).order_by("id"):
        found = booked.pop(str(row.key), {})
        (out, into) = (found.get(LEAVES), found.get(ARRIVES))
        right = (
            out is not None
            and into is not None
            and out[:3] == (EntryKind.WITHDRAW.value, row.from_budget_id, row.amount_cents)
            and into[:3] == (EntryKind.ALLOT.value, row.to_budget_id, row.amount_cents)
            and out[3] == into[3]
        )
        if not right:
            yield Problem("a reallocation keeps the total", f"reallocation {row.key}", f"booked as {found}")
    for key in booked:
        yield Problem("a reallocation keeps the total", f"reallocation {key}", "booked without a decision")


def _decided() -> Iterator[Problem]:
    last = dict(FrameworkDecision.objects.order_by("id").values_list("budget_id", "amount_cents"))
    entries: dict[int, int] = defaultdict(int)
    signs = {EntryKind.ALLOT.value: 1, EntryKind.WITHDRAW.value: -1}
    for budget_id, kind, cents in (
        Entry.objects.filter(kind__in=signs).order_by().values_list("budget_id", "kind", "amount_cents")
    ):
        entries[budget_id] += signs[kind] * cents
    for budget_id in sorted(last.keys() | entries.keys()):
        if last.get(budget_id, 0) != entries[budget_id]:
            found = f"decided {last.get(budget_id, 0)}, by the entries {entries[budget_id]}"
            yield Problem("a budget is what was decided", f"budget {budget_id}", found)


def _frames() -> Iterator[Problem]:
    newest = FrameworkDecision.objects.order_by("-decided_at").values_list("decided_at", flat=True).first()
    on = newest.date() if newest else date.min
    for stream, year in Budget.objects.order_by().values_list("stream__code", "year").distinct():
        frame = policy.national_frame(stream, year, on)
        if frame is None:
            continue
        has, may = frames.allotted(frame.streams, year), frames.amount_of(frame, year)
        if has > may:
            yield Problem("no national amount passed", f"{stream} {year}", f"{has} of {may}")
