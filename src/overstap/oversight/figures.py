"""The figures of a region or the country: counted, kept with a report, and shown with small counts hidden."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Count as CountRows
from django.utils import timezone

from overstap.arrangements.models import Arrangement
from overstap.casework.queries import figures as count_cases
from overstap.core.reporting import forecast, shown, shown_row
from overstap.oversight.values import FiguresCard, MoneyRow
from overstap.treasury.queries import utilisation

if TYPE_CHECKING:
    from overstap.treasury.queries.positions import StreamRow

COUNTED = ("inflow", "deviating", "outcomes", "direct")
ROWS = ("inflow_by_entrance", "open_by_state", "decisions", "arrangements", "handovers", "groups")
OF_OUTCOMES = ("direct_share", "average_days_between")


def live_figures(region_code: str, start: dt.date, until: dt.date, *, now: dt.datetime) -> FiguresCard:
    """Count the figures of a region (empty code: the country) as they stand at `now`."""
    counted = count_cases(region_code, start, until)
    return FiguresCard(
        start=start,
        until=until,
        as_of=now,
        inflow=counted.inflow,
        inflow_by_entrance=counted.inflow_by_entrance,
        open_by_state=counted.open_by_state,
        decisions=counted.decisions,
        deviating=counted.deviating,
        arrangements=_arrangements(region_code),
        outcomes=counted.outcomes,
        direct=counted.direct,
        direct_share=counted.direct_share,
        average_days_between=counted.average_days_between,
        handovers=counted.handovers,
        average_answer_days=counted.average_answer_days,
        groups=counted.groups,
        money=money_rows(region_code, now),
    )


def money_rows(region_code: str, now: dt.datetime) -> tuple[MoneyRow, ...]:
    """Give how the streams of the running year stand, with what is expected at its end (R-260)."""
    today = timezone.localdate(now)
    streams = utilisation(region_code=region_code or None, as_of=now, year=today.year)
    return tuple(_money(stream, today) for stream in streams)


def without_small_counts(card: FiguresCard, *, smallest: int) -> FiguresCard:
    """Hide what points to a person: small counts, and shares and averages over few (R-406). Money stays."""
    changes: dict[str, Any] = {name: shown(getattr(card, name) or 0, smallest=smallest) for name in COUNTED}
    for name in ROWS:
        changes[name] = shown_row({key: count or 0 for key, count in getattr(card, name).items()}, smallest=smallest)
    if (card.outcomes or 0) < smallest:
        changes |= dict.fromkeys(OF_OUTCOMES)
    others = (card.outcomes or 0) - (card.direct or 0)
    if shown(others, smallest=smallest) is None or changes["direct"] is None:
        changes |= {"direct": None, "direct_share": None}
    if sum(count or 0 for count in card.handovers.values()) < smallest:
        changes["average_answer_days"] = None
    hidden = dataclasses.replace(card, **changes)
    return dataclasses.replace(hidden, some_hidden=hidden != card)


def to_json(card: FiguresCard) -> dict[str, Any]:
    """Write figures so that they can be kept with a report."""
    plain = dataclasses.asdict(card)
    plain |= {"start": card.start.isoformat(), "until": card.until.isoformat(), "as_of": card.as_of.isoformat()}
    return plain


def from_json(plain: dict[str, Any]) -> FiguresCard:
    """Read figures that were kept with a report."""
    return FiguresCard(
        **{
            **plain,
            "start": dt.date.fromisoformat(plain["start"]),
            "until": dt.date.fromisoformat(plain["until"]),
            "as_of": dt.datetime.fromisoformat(plain["as_of"]),
            "money": tuple(MoneyRow(**row) for row in plain["money"]),
        }
    )


def _arrangements(region_code: str) -> dict[str, int]:
    rows = Arrangement.objects.all()
    if region_code:
        rows = rows.filter(case__region__code=region_code)
    counted = rows.order_by("state").values("state").annotate(number=CountRows("pk"))
    return {row["state"]: row["number"] for row in counted}


def _money(row: StreamRow, today: dt.date) -> MoneyRow:
    used = row.total.committed + row.total.paid
    first, last = dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    return MoneyRow(
        stream=row.stream.code,
        name_nl=row.stream.name_nl,
        name_en=row.stream.name_en,
        budget_cents=row.total.ceiling,
        reserved_cents=row.total.reserved,
        committed_cents=row.total.committed,
        paid_cents=row.total.paid,
        free_cents=row.total.free,
        expected_cents=forecast(used, since=first, today=today, until=last),
    )
