"""The next action of every item: what, by whom, before when. One that somebody chose goes before what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from overstap.arrangements.agreeing_values import ItemStep
from overstap.arrangements.models import Agreement, Arrangement, ArrangementItem, ArrangementState, ItemStage, Side
from overstap.arrangements.terms import Term, due_from
from overstap.core.decision import N_

ARRANGE = N_("Afspreken in het plan")
PERSON_AGREES = N_("Akkoord geven op het plan")
GUEST_AGREES = N_("Akkoord geven op dit onderdeel")
START_PLAN = N_("Arrangement starten")
START_ITEM = N_("Beginnen")
REVIEW = N_("Toets: kan de deelnemer naar gewoon werk?")
FINISH = N_("Afronden, met bewijs")
TALK = N_("Bespreken hoe het gaat")
ENDED = frozenset({ItemStage.COMPLETED, ItemStage.STOPPED, ItemStage.REMOVED})


def step_of(
    item: ArrangementItem,
    arrangement: Arrangement,
    *,
    waiting: Iterable[Agreement],
    held: Iterable[date],
    today: date,
) -> ItemStep | None:
    """Give the next action of an item; None when it is done. `waiting` are the open questions about it.

    Every item that is not done has exactly one: it never depends on somebody thinking of it.
    """
    if item.stage in ENDED:
        return None
    if item.step_what and item.step_before is not None:
        by_person = item.step_side == Side.PERSON
        who = "" if by_person else (item.step_party.name if item.step_party else item.provider or item.employer)
        return _step(item, item.step_what, who, item.step_before, today, by_person=by_person)
    asked = sorted(waiting, key=lambda row: (row.side != Side.PERSON, row.due_on, row.pk))
    if asked:
        first = asked[0]
        who = first.guest.organisation if first.guest is not None else ""
        what = PERSON_AGREES if first.side == Side.PERSON else GUEST_AGREES
        return _step(item, what, who, first.due_on, today, by_person=first.side == Side.PERSON)
    return _usual(item, arrangement, held=frozenset(held), today=today)


def _usual(item: ArrangementItem, arrangement: Arrangement, *, held: frozenset[date], today: date) -> ItemStep:
    case = arrangement.case
    team, region = case.first_responsible.name, case.region.code
    if item.stage == ItemStage.CHOSEN:
        ready = arrangement.state == ArrangementState.AGREED
        since = arrangement.agreed_at if ready and arrangement.agreed_at else arrangement.changed_at
        before = due_from(Term.AGREE, region_code=region, since=since)
        return _step(item, START_PLAN if ready else ARRANGE, team, before, today)
    if item.stage == ItemStage.COMMITTED:
        since = arrangement.activated_at or arrangement.changed_at
        before = item.starts_on or due_from(Term.PROGRESS, region_code=region, since=since)
        return _step(item, START_ITEM, item.providing_party.name, before, today)
    coming = next((day for day in map(date.fromisoformat, item.reviews_due) if day not in held), None)
    if coming is not None:
        return _step(item, REVIEW, team, coming, today)
    if item.ends_on is not None:
        return _step(item, FINISH, item.providing_party.name, item.ends_on, today)
    last = max(held, default=item.starts_on or arrangement.made_at.date())
    return _step(item, TALK, team, due_from(Term.PROGRESS, region_code=region, since=last), today)


def _step(
    item: ArrangementItem, what: str, who: str, before: date, today: date, *, by_person: bool = False
) -> ItemStep:
    return ItemStep(item.pk, what, who, by_person, before, late=before < today)
