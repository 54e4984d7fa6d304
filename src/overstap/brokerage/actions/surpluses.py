"""Reporting people who lose their work, and closing the report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from overstap.audit.actions import record
from overstap.brokerage.access import BROKERS, access_surplus
from overstap.brokerage.models import Coupling, Surplus
from overstap.core.actor import Actor
from overstap.core.brokerage import HOUSE, CouplingState, SurplusState, refuse_surplus
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.demand.access import access_employer
from overstap.demand.models import Site
from overstap.mediation.skills import skill_space

OBJECT = "overschot"
UNKNOWN_WORK = Refusal(
    rule="groepen.beroep",
    because=N_("Dit beroep staat niet in onze lijst."),
    source=HOUSE,
    remedy=N_("Kies het beroep dat er het meest op lijkt."),
)


@dataclass(frozen=True, slots=True)
class SurplusFields:
    """What is told of a surplus (melding van een overschot)."""

    site_id: int
    occupation_uri: str
    people: int
    from_on: dt.date
    until_on: dt.date | None = None
    social_plan: str = ""
    social_plan_url: str = ""


def report_surplus(*, actor: Actor, employer_id: int, fields: SurplusFields, now: dt.datetime) -> int | Refusal:
    """Write down that an employer has people over (R-358); gives its id.

    Raises NotFoundError for an employer or site that the actor does not see, or a site outside their regions.
    """
    if not (actor.is_system or actor.has(*BROKERS)):
        raise NotFoundError(employer_id)
    with transaction.atomic():
        employer = access_employer(actor, employer_id)
        site = Site.objects.filter(pk=fields.site_id, employer=employer).select_related("region").first()
        if site is None or not (actor.is_system or site.region.code in actor.region_codes):
            raise NotFoundError(fields.site_id)
        refusal = refuse_surplus(people=fields.people, from_on=fields.from_on, until_on=fields.until_on)
        work = skill_space().occupations.get(fields.occupation_uri)
        if refusal is not None or work is None:
            return refusal or UNKNOWN_WORK
        row = Surplus.objects.create(
            employer=employer,
            site=site,
            occupation_uri=work.uri,
            occupation_name=work.nl,
            people=fields.people,
            from_on=fields.from_on,
            until_on=fields.until_on,
            social_plan=fields.social_plan.strip(),
            social_plan_url=fields.social_plan_url,
            state=SurplusState.OPEN,
            reported_by_id=actor.user_id,
            reported_at=now,
        )
        told = {"werkgever": employer.name, "beroep": work.nl, "mensen": row.people}
        record(actor=actor, verb="overschot_melden", object_kind=OBJECT, object_id=row.pk, now=now, details=told)
    return row.pk


def close_surplus(*, actor: Actor, surplus_id: int, now: dt.datetime) -> None:
    """Close a surplus: what was only proposed lapses, what was agreed stays. Raises NotFoundError."""
    with transaction.atomic():
        row = access_surplus(actor, surplus_id, for_update=True)
        if row.state == SurplusState.CLOSED:
            return
        row.state = SurplusState.CLOSED
        row.save(update_fields=["state"])
        Coupling.objects.filter(surplus=row, state=CouplingState.PROPOSED).update(state=CouplingState.DROPPED)
        record(actor=actor, verb="overschot_sluiten", object_kind=OBJECT, object_id=row.pk, now=now)
