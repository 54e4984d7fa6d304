"""Coupling groups to vacancies: proposing, changing, agreeing, letting go, and following who started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from overstap.audit.actions import record
from overstap.brokerage.access import access_coupling, access_surplus, kept_surpluses
from overstap.brokerage.dividing import Side, Way, share_out, way_between, ways_between
from overstap.brokerage.models import Coupling, Surplus
from overstap.brokerage.settings import GroupSettings, group_settings
from overstap.core.actor import Actor
from overstap.core.brokerage import (
    COUPLED_ALREADY,
    NOT_STANDING,
    RESERVING,
    STANDING,
    SURPLUS_CLOSED,
    CouplingState,
    SurplusState,
    refuse_people,
    refuse_placed,
)
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.demand import RequirementKind, refuse_places
from overstap.demand.actions.places import give_back_places, take_places
from overstap.demand.queries import open_vacancies
from overstap.demand.values import OpenVacancy
from overstap.mediation.skills import skill_space

OBJECT = "koppeling"
BECAUSE = "koppeling van een groep"
THOUSAND = 1000


def propose_couplings(*, actor: Actor, now: dt.datetime) -> int:
    """Calculate again which open surplus of the actor's regions goes to which vacancy; gives how many were proposed.

    What a broker made or changed stays as it is, and so does what was agreed (R-358). What the program itself proposed
    before lapses. Vacancies of other regions count too, as far as people travel.
    """
    on = timezone.localdate(now)
    settings = group_settings(on)
    with transaction.atomic():
        rows = list(
            Surplus.objects.select_for_update()
            .filter(pk__in=kept_surpluses(actor).filter(state=SurplusState.OPEN).values("pk"))
            .order_by("pk")
        )
        keys = [row.pk for row in rows]
        Coupling.objects.filter(surplus__in=keys, state=CouplingState.PROPOSED, manual=False).update(
            state=CouplingState.DROPPED
        )
        groups = [_group(row) for row in rows]
        openings = [_opening(one) for one in open_vacancies(None, on)]
        shares = share_out(
            ways_between(groups, openings, settings),
            {row.pk: people_left(row) for row in rows},
            _free(openings),
            settings,
        )
        taken = set(_pairs(keys))
        fresh = [one for one in shares if (one.way.surplus, one.way.vacancy) not in taken]
        Coupling.objects.bulk_create(_coupling(one.way, one.people, settings, now, manual=False) for one in fresh)
        told = {"overschotten": len(rows), "koppelingen": len(fresh), "weging": settings.version}
        record(actor=actor, verb="koppelingen_voorstellen", object_kind=OBJECT, object_id="", now=now, details=told)
    return len(fresh)


def couple(*, actor: Actor, surplus_id: int, vacancy_id: int, people: int, now: dt.datetime) -> int | Refusal:
    """Couple people of a surplus to a vacancy by hand; it stays when all is calculated again. Gives its id.

    Raises NotFoundError for a surplus of others and for a vacancy that is not open.
    """
    on = timezone.localdate(now)
    with transaction.atomic():
        row = access_surplus(actor, surplus_id, for_update=True)
        opening = next((one for one in open_vacancies(None, on) if one.id == vacancy_id), None)
        if opening is None:
            raise NotFoundError(vacancy_id)
        if row.state == SurplusState.CLOSED:
            return SURPLUS_CLOSED
        if (row.pk, vacancy_id) in _pairs([row.pk]):
            return COUPLED_ALREADY
        left = _free([_opening(opening)])[vacancy_id]
        refusal = refuse_people(wanted=people, left=people_left(row)) or refuse_places(wanted=people, left=left)
        if refusal is not None:
            return refusal
        settings = group_settings(on)
        way = way_between(_group(row), _opening(opening), settings)
        made = _coupling(way, people, settings, now, manual=True)
        made.save()
        _record(actor, "koppeling_maken", made, now)
    return made.pk


def change_coupling(*, actor: Actor, coupling_id: int, people: int, now: dt.datetime) -> int | Refusal:
    """Change how many people a proposed coupling holds; from then on it is the broker's and stays."""
    with transaction.atomic():
        row = access_coupling(actor, coupling_id)
        if row.state != CouplingState.PROPOSED:
            return NOT_STANDING
        free = row.vacancy.places - row.vacancy.taken - _promised([row.vacancy_id], but_not=row.pk)
        refusal = refuse_people(wanted=people, left=people_left(row.surplus) + row.people) or refuse_places(
            wanted=people, left=max(free, 0)
        )
        if refusal is not None:
            return refusal
        row.people, row.manual = people, True
        row.save(update_fields=["people", "manual"])
        _record(actor, "koppeling_wijzigen", row, now)
    return row.pk


def agree_coupling(*, actor: Actor, coupling_id: int, now: dt.datetime) -> int | Refusal:
    """Write down that both companies agree: the places are kept, and no other takes them (R-358)."""
    with transaction.atomic():
        row = access_coupling(actor, coupling_id)
        if row.state != CouplingState.PROPOSED:
            return NOT_STANDING
        taken = take_places(actor=actor, vacancy_id=row.vacancy_id, count=row.people, because=BECAUSE, now=now)
        if isinstance(taken, Refusal):
            return taken
        row.state, row.agreed_at, row.manual = CouplingState.AGREED, now, True
        row.save(update_fields=["state", "agreed_at", "manual"])
        _record(actor, "koppeling_afspreken", row, now)
    return row.pk


def drop_coupling(*, actor: Actor, coupling_id: int, now: dt.datetime) -> int | Refusal:
    """Let a coupling lapse: kept places that nobody started in go back. Who was placed stays placed."""
    with transaction.atomic():
        row = access_coupling(actor, coupling_id)
        if row.state not in (CouplingState.PROPOSED, CouplingState.AGREED):
            return NOT_STANDING
        if row.state == CouplingState.AGREED and row.people > row.placed:
            give_back_places(
                actor=actor, vacancy_id=row.vacancy_id, count=row.people - row.placed, because=BECAUSE, now=now
            )
        if row.placed:
            row.people, row.state = row.placed, CouplingState.DONE
        else:
            row.state = CouplingState.DROPPED
        row.save(update_fields=["people", "state"])
        _record(actor, "koppeling_vervallen", row, now)
    return row.pk


def decline_places(*, actor: Actor, coupling_id: int, people: int, now: dt.datetime) -> int | Refusal:
    """Write down that people of an agreed coupling say no: their places go back, and they stay open elsewhere."""
    with transaction.atomic():
        row = access_coupling(actor, coupling_id)
        if row.state != CouplingState.AGREED:
            return NOT_STANDING
        if people == row.people - row.placed:
            return drop_coupling(actor=actor, coupling_id=coupling_id, now=now)
        refusal = refuse_people(wanted=people, left=row.people - row.placed)
        if refusal is not None:
            return refusal
        give_back_places(actor=actor, vacancy_id=row.vacancy_id, count=people, because=BECAUSE, now=now)
        row.people -= people
        row.save(update_fields=["people"])
        _record(actor, "koppeling_afwijzen", row, now)
    return row.pk


def record_placed(*, actor: Actor, coupling_id: int, placed: int, now: dt.datetime) -> int | Refusal:
    """Write down how many people of a coupling started by now; it is done when all did."""
    with transaction.atomic():
        row = access_coupling(actor, coupling_id)
        if row.state != CouplingState.AGREED:
            return NOT_STANDING
        refusal = refuse_placed(placed=placed, agreed=row.people, before=row.placed)
        if refusal is not None:
            return refusal
        row.placed = placed
        if placed == row.people:
            row.state = CouplingState.DONE
        row.save(update_fields=["placed", "state"])
        _record(actor, "koppeling_geplaatst", row, now)
    return row.pk


def people_left(row: Surplus) -> int:
    """How many people of a surplus are in no standing coupling."""
    held = Coupling.objects.filter(surplus=row, state__in=STANDING).aggregate(all=Sum("people"))["all"]
    return row.people - (held or 0)


def _promised(vacancies: Iterable[int], *, but_not: int = 0) -> int:
    rows = Coupling.objects.filter(vacancy__in=list(vacancies), state=CouplingState.PROPOSED).exclude(pk=but_not)
    return rows.aggregate(all=Sum("people"))["all"] or 0


def _free(openings: Iterable[Side]) -> dict[int, int]:
    """What of each vacancy is neither taken nor proposed to somebody else."""
    held = Coupling.objects.filter(state=CouplingState.PROPOSED).order_by().values_list("vacancy")
    promised = dict(held.annotate(Sum("people")))
    return {one.id: max(one.many - promised.get(one.id, 0), 0) for one in openings}


def _pairs(surpluses: Iterable[int]) -> set[tuple[int, int]]:
    standing = (CouplingState.PROPOSED, *RESERVING)
    return set(
        Coupling.objects.filter(surplus__in=list(surpluses), state__in=standing).values_list("surplus_id", "vacancy_id")
    )


def _group(row: Surplus) -> Side:
    return Side(row.pk, row.people, skill_space().asked((), row.occupation_uri), row.site.municipality)


def _opening(one: OpenVacancy) -> Side:
    named = [(uri, need) for kind, uri, need, _ in one.requirements if kind == RequirementKind.COMPETENCE]
    return Side(one.id, one.places_left, skill_space().asked(named, one.occupation_uri), one.municipality)


def _coupling(way: Way, people: int, settings: GroupSettings, now: dt.datetime, *, manual: bool) -> Coupling:
    return Coupling(
        surplus_id=way.surplus,
        vacancy_id=way.vacancy,
        people=people,
        state=CouplingState.PROPOSED,
        manual=manual,
        nearness=min(round(way.nearness * THOUSAND), THOUSAND),
        km=way.km,
        weights=settings.version,
        made_at=now,
    )


def _record(actor: Actor, verb: str, row: Coupling, now: dt.datetime) -> None:
    details = {"mensen": row.people, "vacature": row.vacancy_id, "overschot": row.surplus_id}
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=row.pk, now=now, details=details)
