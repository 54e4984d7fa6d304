"""Writing down what was agreed with a company for all its regions, and that it ended (R-081)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.national import ENDED_ALREADY, THERE_ALREADY, AgreementTerms, refuse_agreement
from overstap.demand.access import BROKERS, access_agreement, access_employer
from overstap.demand.models import EmployerAgreement
from overstap.demand.national import refuse_one_region, regions_of
from overstap.demand.values import NationalFields
from overstap.parties.access import party_row

OBJECT = "werkgever"


def make_agreement(
    *, actor: Actor, employer_id: int, fields: NationalFields, now: datetime
) -> int | tuple[Refusal, ...]:
    """Write down an agreement with a company in several regions; gives its id, or everything that is not in order.

    Raises NotFoundError for who is no broker, and for a company that they may not look at.
    """
    if not actor.has(*BROKERS):
        raise NotFoundError(employer_id)
    today = timezone.localdate(now)
    fields = replace(fields, title=" ".join(fields.title.split()), content=fields.content.strip())
    terms = AgreementTerms(fields.title, fields.content, fields.agreed_on, fields.valid_until)
    with transaction.atomic():
        company = access_employer(actor, employer_id, for_update=True)
        one_region = refuse_one_region(regions_of(company.pk), today)
        refusals = (*((one_region,) if one_region else ()), *refuse_agreement(terms, today=today))
        same = {"employer": company, "title": fields.title, "agreed_on": fields.agreed_on, "ended_at__isnull": True}
        if EmployerAgreement.objects.filter(**same).exists():
            refusals += (THERE_ALREADY,)
        if refusals:
            return refusals
        party = party_row(actor.party_id) if actor.party_id is not None else None
        made = EmployerAgreement.objects.create(employer=company, party=party, made_at=now, **asdict(fields))
        _record(actor, "landelijke_afspraak_maken", made, now)
    return made.pk


def end_agreement(*, actor: Actor, agreement_id: int, now: datetime) -> int | Refusal:
    """Say that an agreement ended; gives the company. Refuses `landelijk.voorbij` when it ended before.

    Raises NotFoundError for who does not work for the party that made it.
    """
    with transaction.atomic():
        row = access_agreement(actor, agreement_id)
        if row.ended_at is not None:
            return ENDED_ALREADY
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        _record(actor, "landelijke_afspraak_stoppen", row, now)
    return row.employer_id


def _record(actor: Actor, verb: str, row: EmployerAgreement, now: datetime) -> None:
    details = {"werkgever": row.employer.name, "afspraak": row.title}
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=row.employer_id, now=now, details=details)
