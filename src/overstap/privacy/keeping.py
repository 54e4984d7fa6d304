"""How long a file is kept: which term holds, from which day, and so on which day it may be destroyed."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from overstap.arrangements.models import Arrangement, ArrangementState
from overstap.casework.models import Case, Decision, DecisionKind
from overstap.parties.models import Party
from overstap.privacy.models import KeepingChoice, LegalHold
from overstap.rules.load_processings import keeping_on
from overstap.rules.model import Text

GRANTED, STOPPED, REFUSED, BROKEN_OFF = (
    "dossier_toegekend", "dossier_gestopt", "dossier_afgewezen", "dossier_afgebroken",
)  # fmt: skip
_ENDED_EARLY = (ArrangementState.STOPPED,)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long one file is kept (bewaring): `due_on` is the first day on which it may go; None while unknown.

    `held` tells that somebody needs it longer, `unset` that no source gives the term and the party set none.
    """

    record: str
    name: Text
    starts: Text
    starts_on: dt.date | None
    months: int | None
    days: int | None
    due_on: dt.date | None
    source: str
    source_en: str
    unset: bool
    held: str


def keeping_of(case: Case, *, now: dt.datetime) -> Keeping:
    """The keeping of one file, by how it ended and who was first responsible."""
    day = timezone.localdate(now)
    kept = keeping_on(day)
    record = record_of(case)
    about = next(one for one in kept.records if one.id == record)
    starts_on = timezone.localdate(case.closed_at) if case.closed_at else None
    own = choice_of(case.first_responsible, record, now)
    term = kept.term(record, case.first_responsible.kind)
    months = own.months if own else term.months if term else None
    days = None if own else term.days if term else None
    hold = LegalHold.objects.filter(participant_id=case.participant_id, ended_at__isnull=True).first()
    known = months is not None or days is not None
    source = "; ".join(one.text() for one in term.source) if term else ""
    return Keeping(
        record=record,
        name=about.name,
        starts=about.starts,
        starts_on=starts_on,
        months=months,
        days=days,
        due_on=later(starts_on, months=months or 0, days=days or 0) if starts_on and known else None,
        source=own.because if own else source,
        source_en=own.because if own else "; ".join(one.text("en") for one in term.source) if term else "",
        unset=not known,
        held=hold.because if hold else "",
    )


def record_of(case: Case) -> str:
    """Which kind of record a file is: granted, stopped half way, refused, or broken off before a decision."""
    arrangement = Arrangement.objects.filter(case=case).first()
    if arrangement is not None and arrangement.activated_at is not None:
        return STOPPED if arrangement.state in _ENDED_EARLY else GRANTED
    newest = Decision.objects.filter(case=case).order_by("-decided_at", "-pk").first()
    if newest is None:
        return BROKEN_OFF
    return STOPPED if newest.kind == DecisionKind.ADMITTED else REFUSED


def choice_of(party: Party, record: str, now: dt.datetime) -> KeepingChoice | None:
    """The term that a party set for a kind of record; only where no source gives one."""
    term = keeping_on(timezone.localdate(now)).term(record, party.kind)
    if term is not None and term.is_known:
        return None
    rows = KeepingChoice.objects.filter(party=party, record=record, set_at__lte=now)
    return rows.order_by("-set_at", "-pk").first()


def later(day: dt.date, *, months: int = 0, days: int = 0) -> dt.date:
    """A day some months and days later; the last day of the month when that day does not exist."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day.day, last)) + dt.timedelta(days=days)
