"""Signing up for work without applying, answering when it is one's turn, and passing a place on (R-362)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Max

from overstap.audit.actions import one_deed
from overstap.casework.models import Case
from overstap.casework.policy import local_day
from overstap.casework.steps import set_step
from overstap.core.actor import SYSTEM, Actor
from overstap.core.decision import N_, Refusal
from overstap.core.demand import VacancyState
from overstap.demand.models import Vacancy
from overstap.placement.access import open_waiting
from overstap.placement.calling import call_next, lock_vacancy, note, pass_on
from overstap.placement.models import STANDING, WaitingPlace, WaitingState
from overstap.placement.policy import COACH_DAYS, days, gets_life_coach, refuse_list
from overstap.placement.refusals import (
    ALREADY,
    FILE_CLOSED,
    LIST_CLOSED,
    NOT_CALLED,
    NOT_ON_LIST,
    ONLY_PERSON,
    TOO_LATE,
)

JOIN, ANSWER, LEAVE = "open_hiring_aanmelden", "open_hiring_antwoorden", "open_hiring_verlaten"
LIST_STATES = (VacancyState.OPEN, VacancyState.FILLED)
ARRANGE_COACH = N_("Lifecoach regelen voor de start van het werk")


def join_list(
    *, actor: Actor, case_id: int, vacancy_id: int, life_coach: bool = False, now: dt.datetime
) -> int | Refusal:
    """Sign somebody up at the end of the list, by themselves or their adviser; gives their number.

    With a free place and nobody before them it is their turn at once. Raises NotFoundError for a foreign file and an
    unknown vacancy.
    """
    with one_deed(actor=actor, verb=JOIN, now=now):
        case = open_waiting(actor, case_id, now=now, for_update=True)
        vacancy = lock_vacancy(vacancy_id)
        refusal = _refuse_joining(case, vacancy, local_day(now))
        if refusal is not None:
            return refusal
        # Under the lock of the vacancy the next number is nobody else's.
        last = WaitingPlace.objects.filter(vacancy=vacancy).aggregate(last=Max("number"))["last"] or 0
        row = WaitingPlace.objects.create(
            vacancy=vacancy,
            case=case,
            number=last + 1,
            registered_at=now,
            registered_by_id=actor.user_id,
            life_coach=life_coach,
        )
        note(actor, JOIN, row, vacancy, now)
        call_next(vacancy, now=now)
        return row.number


def _refuse_joining(case: Case, vacancy: Vacancy, on: dt.date) -> Refusal | None:
    if case.closed_at is not None:
        return FILE_CLOSED
    if vacancy.state not in LIST_STATES or (vacancy.closes_on is not None and vacancy.closes_on < on):
        return LIST_CLOSED
    if WaitingPlace.objects.filter(vacancy=vacancy, case=case, state__in=STANDING).exists():
        return ALREADY
    return refuse_list(vacancy, on)


def answer_turn(
    *, actor: Actor, case_id: int, vacancy_id: int, agrees: bool, now: dt.datetime
) -> WaitingState | Refusal:
    """Say yes or no when it is one's turn; only the person does. After a no the next is called, without consequences.

    Raises NotFoundError for a foreign file and an unknown vacancy.
    """
    with one_deed(actor=actor, verb=ANSWER, now=now):
        case = open_waiting(actor, case_id, now=now, for_update=True)
        vacancy = lock_vacancy(vacancy_id)
        if not actor.is_person:
            return ONLY_PERSON
        row = WaitingPlace.objects.filter(vacancy=vacancy, case=case, state=WaitingState.CALLED).first()
        if row is None or row.answer_by is None:
            return NOT_CALLED
        if case.closed_at is not None:
            return FILE_CLOSED
        if row.answer_by < local_day(now):
            return TOO_LATE
        if agrees:
            _start(row, case, vacancy, now)
        else:
            pass_on(row, vacancy, WaitingState.DECLINED, now=now)
        note(actor, ANSWER, row, vacancy, now)
        return WaitingState(row.state)


def _start(row: WaitingPlace, case: Case, vacancy: Vacancy, now: dt.datetime) -> None:
    row.state, row.answered_at, row.starts_on = WaitingState.STARTS, now, vacancy.starts_on
    row.save(update_fields=["state", "answered_at", "starts_on"])
    today = local_day(now)
    if gets_life_coach(vacancy, today, wanted=row.life_coach):
        due_on = today + dt.timedelta(days=days(COACH_DAYS, today))
        set_step(case, ARRANGE_COACH, party=case.first_responsible, due_on=due_on, now=now)


def leave_list(*, actor: Actor, case_id: int, vacancy_id: int, now: dt.datetime) -> Refusal | None:
    """Take somebody off a list on which they wait; who was called makes room for the next.

    Raises NotFoundError for a foreign file and an unknown vacancy.
    """
    with one_deed(actor=actor, verb=LEAVE, now=now):
        case = open_waiting(actor, case_id, now=now, for_update=True)
        vacancy = lock_vacancy(vacancy_id)
        row = WaitingPlace.objects.filter(vacancy=vacancy, case=case, state__in=STANDING).first()
        if row is None or row.state == WaitingState.STARTS:
            return NOT_ON_LIST
        if row.state == WaitingState.CALLED:
            pass_on(row, vacancy, WaitingState.LEFT, now=now)
        else:
            row.state, row.answered_at = WaitingState.LEFT, now
            row.save(update_fields=["state", "answered_at"])
        note(actor, LEAVE, row, vacancy, now)
        return None


def let_silence_pass(*, now: dt.datetime) -> int:
    """Give the places of who did not answer in time to who is next; gives how many. Safe to repeat."""
    late = WaitingPlace.objects.filter(state=WaitingState.CALLED, answer_by__lt=local_day(now))
    passed = 0
    for row_id, vacancy_id in list(late.order_by("vacancy_id", "number").values_list("pk", "vacancy_id")):
        with transaction.atomic():
            vacancy = lock_vacancy(vacancy_id)
            row = late.filter(pk=row_id).select_related("case").first()
            if row is not None:
                pass_on(row, vacancy, WaitingState.SILENT, now=now)
                note(SYSTEM, ANSWER, row, vacancy, now)
                passed += 1
    return passed


def call_free_places(*, now: dt.datetime) -> int:
    """Call who is next wherever a place came free in another way; gives how many. Safe to repeat."""
    rows = Vacancy.objects.filter(
        state=VacancyState.OPEN,
        open_hiring=True,
        taken__lt=F("places"),
        waiting__state=WaitingState.WAITING,
    )
    called = 0
    for vacancy_id in list(rows.order_by("pk").values_list("pk", flat=True).distinct()):
        with transaction.atomic():
            called += call_next(lock_vacancy(vacancy_id), now=now)
    return called
