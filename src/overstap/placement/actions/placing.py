"""New work: agreeing on it, the first day, and what happens when it stops or never begins (R-004, R-358)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from overstap.audit.actions import one_deed, record
from overstap.casework.access import parts_of
from overstap.casework.actions.returning import return_from_work
from overstap.casework.models import Case
from overstap.casework.policy import Term, local_day, most_hours_per_week
from overstap.casework.steps import set_step
from overstap.core.actor import SYSTEM, Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.core.placement import (
    ELSEWHERE,
    STANDING,
    EndBecause,
    PlacementState,
    Through,
    WorkTerms,
    contract_of,
    refuse_cancelled,
    refuse_started,
    refuse_stopped,
    refuse_work,
)
from overstap.demand.actions import give_back_places, take_places
from overstap.demand.models import Vacancy
from overstap.placement.access import access_placement, may_place_at, open_placing
from overstap.placement.calling import call_next, lock_vacancy, pass_on
from overstap.placement.models import Placement, WaitingPlace, WaitingState
from overstap.placement.refusals import (
    FILE_CLOSED,
    NO_TURN,
    NOT_RESPONSIBLE,
    ONLY_TEAM,
    PLACED_ALREADY,
    VACANCY_OVER,
)
from overstap.placement.starting import begin
from overstap.placement.values import PlacementFields
from overstap.taxonomy.queries import occupation_named_by

AGREE, START = "plaatsing_afspreken", "plaatsing_begonnen"
STOP, CANCEL = "plaatsing_gestopt", "plaatsing_vervallen"
DEED = "plaatsing"
AFTER_STOPPING = N_("Nieuw werk is gestopt: bespreken hoe het verder gaat")


def agree_placement(*, actor: Actor, case_id: int, fields: PlacementFields, now: dt.datetime) -> int | Refusal:
    """Write down that somebody gets work; takes a place of the vacancy, unless something kept it already.

    Raises NotFoundError for a foreign file, an unknown vacancy, and a vacancy outside the regions of a broker.
    """
    with one_deed(actor=actor, verb=AGREE, now=now):
        case = open_placing(actor, case_id, now=now, for_update=True)
        vacancy = lock_vacancy(fields.vacancy_id) if fields.vacancy_id is not None else None
        if vacancy is not None and not may_place_at(actor, vacancy):
            raise NotFoundError(vacancy.pk)
        row = _filled(case, vacancy, fields, actor, now)
        refusal = _refuse_agreeing(actor, row, case, now) or _keep_place(actor, row, now)
        if refusal is not None:
            return refusal
        row.save(force_insert=True)
        _note(actor, AGREE, row, case, now)
        return row.pk


def _filled(case: Case, vacancy: Vacancy | None, fields: PlacementFields, actor: Actor, now: dt.datetime) -> Placement:
    row = Placement(
        case=case,
        vacancy=vacancy,
        employer_name=fields.employer_name.strip(),
        contract=contract_of(fields.contract),
        hours_per_week=fields.hours_per_week,
        starts_on=fields.starts_on,
        through=fields.through,
        state=PlacementState.AGREED,
        made_at=now,
        made_by_id=actor.user_id,
    )
    if vacancy is not None:
        row.employer, row.employer_name = vacancy.employer, vacancy.employer.name
        row.occupation_uri, row.occupation_name = vacancy.occupation_uri, vacancy.occupation_name
    elif (named := occupation_named_by(fields.occupation_uri)) is not None:
        row.occupation_uri, row.occupation_name = named.uri, named.name
    return row


def _refuse_agreeing(actor: Actor, row: Placement, case: Case, now: dt.datetime) -> Refusal | None:
    today = local_day(now)
    if actor.is_person:
        return ONLY_TEAM
    if case.closed_at is not None:
        return FILE_CLOSED
    told = WorkTerms(
        employer=row.employer_name,
        occupation=row.occupation_name,
        contract=row.contract,
        hours_per_week=row.hours_per_week,
        starts_on=row.starts_on,
        through=row.through,
        with_vacancy=row.vacancy is not None,
    )
    refusal = refuse_work(told, today=today, most_hours=most_hours_per_week(today))
    if refusal is not None or row.vacancy is None:
        return refusal
    if Placement.objects.filter(case=case, vacancy=row.vacancy, state__in=STANDING).exists():
        return PLACED_ALREADY
    closes = row.vacancy.closes_on
    return VACANCY_OVER if row.through not in ELSEWHERE and closes is not None and closes < today else None


def _keep_place(actor: Actor, row: Placement, now: dt.datetime) -> Refusal | None:
    """Take the place of an ordinary way; a coupling keeps its own, and a waiting list the place of who said yes."""
    if row.vacancy is None or row.through == Through.COUPLING:
        return None
    if row.through == Through.OPEN_HIRING:
        return None if _turn(row) is not None else NO_TURN
    taken = take_places(actor=actor, vacancy_id=row.vacancy.pk, because=DEED, now=now)
    row.holds_place = not isinstance(taken, Refusal)
    return taken if isinstance(taken, Refusal) else None


def _turn(row: Placement) -> WaitingPlace | None:
    mine = WaitingPlace.objects.filter(case_id=row.case_id, vacancy=row.vacancy, state=WaitingState.STARTS)
    return mine.first()


def start_placement(*, actor: Actor, placement_id: int, on: dt.date, now: dt.datetime) -> int | Refusal:
    """Write down the first day of work, count the days without work before it, and start the aftercare.

    The first start of a file is its outcome. Raises NotFoundError for a foreign file and an unknown placement.
    """
    with one_deed(actor=actor, verb=START, now=now):
        row, case = access_placement(actor, placement_id, now=now)
        refusal = _refuse_following(actor, case) or refuse_started(state=row.state, on=on, today=local_day(now))
        if refusal is None and case.closed_at is not None:
            refusal = FILE_CLOSED
        refusal = refusal or begin(row, case, on, actor=actor, now=now)
        if refusal is not None:
            return refusal
        row.save()
        _note(actor, START, row, case, now)
        return row.pk


def stop_placement(*, actor: Actor, placement_id: int, on: dt.date, because: str, now: dt.datetime) -> int | Refusal:
    """Write down that somebody stopped after they began; an open file gets a next step to talk about it.

    Without other work the file goes back to where it was before, so that help can go on. The place was filled and
    stays so. Raises NotFoundError for a foreign file and an unknown placement.
    """
    with one_deed(actor=actor, verb=STOP, now=now):
        row, case = access_placement(actor, placement_id, now=now)
        refusal = _refuse_following(actor, case) or refuse_stopped(
            state=row.state, started_on=row.started_on, on=on, today=local_day(now), because=because
        )
        other_work = Placement.objects.filter(case=case, state=PlacementState.STARTED).exclude(pk=row.pk)
        if refusal is None and case.closed_at is None and not other_work.exists():
            refusal = return_from_work(case, actor=actor, now=now)
        if refusal is not None:
            return refusal
        row.state, row.ended_on, row.ended_because = PlacementState.STOPPED, on, because
        row.save(update_fields=["state", "ended_on", "ended_because"])
        if case.closed_at is None:
            set_step(case, AFTER_STOPPING, party=case.first_responsible, term=Term.DISCUSS_PROGRESS, now=now)
        _note(actor, STOP, row, case, now)
        return row.pk


def cancel_placement(*, actor: Actor, placement_id: int, because: str, now: dt.datetime) -> int | Refusal:
    """Write down that agreed work does not begin; the place goes back, or to who is next on a waiting list.

    Raises NotFoundError for a foreign file and an unknown placement.
    """
    with one_deed(actor=actor, verb=CANCEL, now=now):
        row, case = access_placement(actor, placement_id, now=now)
        refusal = _refuse_following(actor, case) or refuse_cancelled(state=row.state, because=because)
        if refusal is not None:
            return refusal
        _let_go(actor, row, because, now)
        _note(actor, CANCEL, row, case, now)
        return row.pk


def release_closed(*, now: dt.datetime) -> int:
    """Give back the places of agreed work whose file was closed before it began; gives how many. Safe to repeat."""
    rows = Placement.objects.filter(state=PlacementState.AGREED, case__closed_at__isnull=False)
    done = 0
    for key in list(rows.order_by("vacancy_id", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row, case = access_placement(SYSTEM, key, now=now)
            if row.state != PlacementState.AGREED:
                continue
            _let_go(SYSTEM, row, EndBecause.OTHER.value, now)
            _note(SYSTEM, CANCEL, row, case, now)
            done += 1
    return done


def _let_go(actor: Actor, row: Placement, because: str, now: dt.datetime) -> None:
    """End what never began. The vacancy is locked before anything is asked of it."""
    vacancy = lock_vacancy(row.vacancy_id) if row.vacancy_id is not None else None
    held, row.holds_place = row.holds_place, False
    row.state, row.ended_on, row.ended_because = PlacementState.CANCELLED, local_day(now), because
    row.save(update_fields=["state", "ended_on", "ended_because", "holds_place"])
    if vacancy is None:
        return
    turn = _turn(row) if row.through == Through.OPEN_HIRING else None
    if turn is not None:
        pass_on(turn, vacancy, WaitingState.LEFT, now=now)
    if held:
        give_back_places(actor=actor, vacancy_id=vacancy.pk, because=DEED, now=now)
        call_next(vacancy, now=now)


def _refuse_following(actor: Actor, case: Case) -> Refusal | None:
    if actor.is_person:
        return ONLY_TEAM
    return None if Part.RESPONSIBLE in parts_of(actor, case) else NOT_RESPONSIBLE


def _note(actor: Actor, verb: str, row: Placement, case: Case, now: dt.datetime) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind="dossier",
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose="begeleiding",
        now=now,
        details={"plaatsing": row.pk, "vacature": row.vacancy_id, "weg": row.through},
    )
