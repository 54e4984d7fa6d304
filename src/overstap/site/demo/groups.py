"""Companies of the demo where many lose their work: groups with places elsewhere, and a desk for a mass lay-off."""

from __future__ import annotations

import datetime as dt

from overstap.brokerage.actions import (
    CentreFields,
    SurplusFields,
    add_members,
    add_partner,
    agree_coupling,
    open_centre,
    plan_session,
    promise_room,
    propose_couplings,
    record_expense,
    report_surplus,
)
from overstap.brokerage.models import Coupling
from overstap.casework.models import Case, CaseState
from overstap.core.actor import SYSTEM
from overstap.core.brokerage import CouplingState, PartnerKind
from overstap.demand.actions import register_employer
from overstap.demand.models import Site
from overstap.demand.values import EmployerFields, SiteFields
from overstap.site.demo.asking import EMPLOYER_PARTY
from overstap.site.demo.personas import PARTICIPANTS, REGION
from overstap.site.demo.staff import must
from overstap.taxonomy.reading.starter import occupation_uri

BANKRUPT = "Congrescentrum De Zwaan (demonstratie)"
JOBS = 140
MEMBERS = 24
SURPLUSES = (
    (EMPLOYER_PARTY, "bediening", 14, "Ruim drie maanden begeleiding, betaald door het bedrijf."),
    (BANKRUPT, "evenementenmedewerker", 40, ""),
    (BANKRUPT, "keukenassistent", 25, ""),
)
PARTNERS = (
    (PartnerKind.BENEFIT_AGENCY, "UWV"),
    (PartnerKind.MUNICIPALITY, "Gemeente Tilburg"),
    (PartnerKind.COMPANY, BANKRUPT),
    (PartnerKind.SOCIAL_PARTNERS, "FNV en VNO-NCW"),
    (PartnerKind.TRAINERS, "Leerhuis Zuid (demonstratie)"),
)
"""Two kinds of parties are still missing, so that the list of who must take part shows what is left to do."""


def load_groups(now: dt.datetime) -> None:
    """Report who has people over, propose where they can work, and open the desk of the company that went bankrupt."""
    before = now - dt.timedelta(days=12)
    company = must(
        register_employer(
            actor=SYSTEM,
            fields=EmployerFields(name=BANKRUPT, sector="horeca", size=JOBS),
            site=SiteFields("Tilburg"),
            now=before,
        )
    )
    for name, work, people, plan in SURPLUSES:
        site = Site.objects.filter(employer__name=name).order_by("pk")[0]
        fields = SurplusFields(
            site_id=site.pk,
            occupation_uri=occupation_uri(work),
            people=people,
            from_on=now.date() + dt.timedelta(days=30),
            social_plan=plan,
        )
        must(report_surplus(actor=SYSTEM, employer_id=site.employer_id, fields=fields, now=before))
    propose_couplings(actor=SYSTEM, now=now)
    first = Coupling.objects.filter(state=CouplingState.PROPOSED).order_by("-nearness", "pk").first()
    if first is not None:
        must(agree_coupling(actor=SYSTEM, coupling_id=first.pk, now=now))
    _open_desk(company, now, before)


def _open_desk(company: int, now: dt.datetime, before: dt.datetime) -> None:
    fields = CentreFields(
        employer_id=company,
        region_code=REGION,
        reason="faillissement",
        jobs=JOBS,
        starts_on=before.date(),
        ends_on=before.date() + dt.timedelta(days=180),
        budget_cents=120_000_00,
    )
    centre = open_centre(actor=SYSTEM, fields=fields, now=before)
    if isinstance(centre, tuple):
        raise TypeError(centre)
    for kind, name in PARTNERS:
        must(add_partner(actor=SYSTEM, centre_id=centre, kind=kind, name=name, now=before))
    people = Case.objects.filter(region__code=REGION, state=CaseState.REGISTERED).exclude(
        participant__first_name__in=[first for first, _ in PARTICIPANTS.values()]
    )
    chosen = list(people.order_by("pk").values_list("pk", flat=True)[:MEMBERS])
    must(add_members(actor=SYSTEM, centre_id=centre, case_ids=chosen, now=before))
    must(promise_room(actor=SYSTEM, centre_id=centre, region_code=REGION, people_per_week=12, now=before))
    for days in (2, 3):
        starts = (now + dt.timedelta(days=days)).replace(hour=10, minute=0)
        must(
            plan_session(
                actor=SYSTEM,
                centre_id=centre,
                place="Zaal 2, Voorbeeldplein 26",
                starts_at=starts,
                capacity=20,
                now=now,
            )
        )
    must(
        record_expense(
            actor=SYSTEM, centre_id=centre, what="Huur van de zaal", cents=1_450_00, on=before.date(), now=now
        )
    )
