"""Whose turn it is: the lowest number that waits, for every place that is free; all under the lock of the vacancy."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from overstap.audit.actions import record
from overstap.casework.policy import local_day
from overstap.casework.telling import tell_person
from overstap.core.actor import SYSTEM, Actor
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand.actions import give_back_places, take_places
from overstap.demand.models import Vacancy
from overstap.placement.models import WaitingPlace, WaitingState
from overstap.placement.policy import ANSWER_DAYS, days

DEED = "open_hiring"
CASE = "dossier"


def lock_vacancy(vacancy_id: int) -> Vacancy:
    """Queue for a vacancy until the end of the transaction. Raises NotFoundError for an unknown one."""
    Vacancy.objects.select_for_update().filter(pk=vacancy_id).order_by("pk").values_list("pk").first()
    row = Vacancy.objects.select_related("employer", "site").filter(pk=vacancy_id).first()
    if row is None:
        raise NotFoundError(vacancy_id)
    return row


def in_line(vacancy: Vacancy) -> QuerySet[WaitingPlace]:
    """Who waits at a vacancy, in the order of registration; a file that was closed waits no longer."""
    rows = WaitingPlace.objects.filter(vacancy=vacancy, state=WaitingState.WAITING, case__closed_at__isnull=True)
    return rows.order_by("number")


def call_next(vacancy: Vacancy, *, now: dt.datetime) -> int:
    """Give every free place to who is next, with a term to answer; the caller holds the lock. Gives how many."""
    called = 0
    while (row := in_line(vacancy).select_related("case__participant", "case__region").first()) is not None:
        taken = take_places(actor=SYSTEM, vacancy_id=vacancy.pk, because=DEED, now=now)
        if isinstance(taken, Refusal):
            break
        row.state, row.called_at = WaitingState.CALLED, now
        row.answer_by = local_day(now) + dt.timedelta(days=days(ANSWER_DAYS, local_day(now)))
        row.save(update_fields=["state", "called_at", "answer_by"])
        note(SYSTEM, "open_hiring_aan_de_beurt", row, vacancy, now)
        told: dict[str, str | dt.date | int] = {
            "werk": vacancy.title,
            "werkgever": vacancy.employer.name,
            "uiterlijk": row.answer_by,
        }
        tell_person(row.case, "open_hiring_beurt", told, actor=SYSTEM, now=now, once=f"beurt {row.pk}")
        called += 1
    return called


def pass_on(row: WaitingPlace, vacancy: Vacancy, state: WaitingState, *, now: dt.datetime) -> None:
    """End somebody's turn and give the place to who is next; the caller holds the lock."""
    row.state, row.answered_at = state, now
    row.save(update_fields=["state", "answered_at"])
    give_back_places(actor=SYSTEM, vacancy_id=vacancy.pk, because=DEED, now=now)
    call_next(vacancy, now=now)


def note(actor: Actor, verb: str, row: WaitingPlace, vacancy: Vacancy, now: dt.datetime) -> None:
    """Write down what happened on a list, with the person whom it is about."""
    record(
        actor=actor,
        verb=verb,
        object_kind=CASE,
        object_id=row.case_id,
        subject_id=row.case.participant_id,
        purpose="begeleiding",
        now=now,
        details={"vacature": vacancy.title, "nummer": row.number},
    )
