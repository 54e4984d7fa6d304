"""Two brokers who write down the same agreement, or end it, at once: one does, and without the lock both would."""

import datetime as dt
from threading import Barrier

import pytest
from django.db import transaction

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM
from overstap.core.decision import Refusal
from overstap.demand.actions import add_site, end_agreement, make_agreement
from overstap.demand.models import Employer, EmployerAgreement
from overstap.demand.values import NationalFields, SiteFields
from tests.factories.demand import broker, make_employer
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

WHO = 4


def _company(now: dt.datetime) -> Employer:
    employer = make_employer()
    add_site(actor=SYSTEM, employer_id=employer.pk, site=SiteFields("Utrecht"), now=now)
    return employer


def test_an_agreement_is_made_once_and_ended_once(now: dt.datetime) -> None:
    actor, employer = broker(), _company(now)
    fields = NationalFields("Scholing", "Drie dagen per week.", now.date())

    made = meet(
        *[lambda: make_agreement(actor=actor, employer_id=employer.pk, fields=fields, now=now) for _ in range(WHO)]
    )
    row = EmployerAgreement.objects.get()
    ended = meet(*[lambda: end_agreement(actor=actor, agreement_id=row.pk, now=now) for _ in range(WHO)])

    assert [one for one in made if isinstance(one, int)] == [row.pk]
    assert sorted(one.rule for answer in made if isinstance(answer, tuple) for one in answer) == [
        "landelijk.dubbel"
    ] * (WHO - 1)
    assert len([one for one in ended if isinstance(one, Refusal)]) == WHO - 1
    assert AuditLine.objects.filter(verb="landelijke_afspraak_stoppen").count() == 1


def test_without_the_lock_it_would_end_twice(now: dt.datetime) -> None:
    employer = _company(now)
    row = EmployerAgreement.objects.create(
        employer=employer, title="Scholing", content="x", agreed_on=now.date(), made_at=now
    )
    looked = Barrier(2)

    def end() -> bool:
        standing = EmployerAgreement.objects.filter(pk=row.pk, ended_at__isnull=True).exists()
        looked.wait(PATIENCE_SECONDS)
        with transaction.atomic():
            if standing:
                EmployerAgreement.objects.filter(pk=row.pk).update(ended_at=now)
        return standing

    assert meet(end, end) == [True, True]
