"""Keeping employers and where they work."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.demand import HOUSE, kvk_digits, refuse_kvk_number
from overstap.demand.access import BROKERS, access_employer
from overstap.demand.models import Employer, Site
from overstap.demand.values import EmployerFields, SiteFields
from overstap.parties.access import region_row
from overstap.parties.queries import official_municipality, region_of

OBJECT = "werkgever"


def register_employer(
    *, actor: Actor, fields: EmployerFields, site: SiteFields | None = None, now: datetime
) -> int | Refusal:
    """Write down an employer, with its first site when given; gives its id. Raises NotFoundError for no broker."""
    if not (actor.is_system or actor.has(*BROKERS)):
        raise NotFoundError
    plain = _plain(fields)
    with transaction.atomic():
        refusal = _refuse(plain, but_not=None)
        if refusal is not None:
            return refusal
        made = Employer.objects.create(**asdict(plain), created_at=now)
        if site is not None:
            placed = _place(made, replace(site, main=True), now)
            if isinstance(placed, Refusal):
                transaction.set_rollback(True)
                return placed
        _record(actor, "werkgever_opnemen", made, now)
    return made.pk


def change_employer(*, actor: Actor, employer_id: int, fields: EmployerFields, now: datetime) -> int | Refusal:
    """Change what is known of an employer; that it is a recognised training company is for a broker to say."""
    plain = _plain(fields)
    with transaction.atomic():
        row = access_employer(actor, employer_id, for_update=True)
        if actor.has(Role.EMPLOYER) and not actor.has(*BROKERS):
            plain = replace(
                plain,
                recognised_training_company=row.recognised_training_company,
                recognised_checked_on=row.recognised_checked_on,
                national=row.national,
            )
        refusal = _refuse(plain, but_not=row.pk)
        if refusal is not None:
            return refusal
        for name, value in asdict(plain).items():
            setattr(row, name, value)
        row.save()
        _record(actor, "werkgever_wijzigen", row, now)
    return row.pk


def add_site(*, actor: Actor, employer_id: int, site: SiteFields, now: datetime) -> int | Refusal:
    """Add a place where an employer works; its municipality decides the region."""
    with transaction.atomic():
        row = access_employer(actor, employer_id, for_update=True)
        made = _place(row, site, now)
        if isinstance(made, Refusal):
            return made
        _record(actor, "vestiging_opnemen", row, now, made.municipality)
    return made.pk


def _plain(fields: EmployerFields) -> EmployerFields:
    return replace(fields, name=" ".join(fields.name.split()), kvk_number=kvk_digits(fields.kvk_number))


def _refuse(fields: EmployerFields, *, but_not: int | None) -> Refusal | None:
    if not fields.name:
        return Refusal(rule="vraag.naam", because=N_("Vul de naam van de werkgever in."), source=HOUSE)
    wrong = refuse_kvk_number(fields.kvk_number)
    if wrong is not None:
        return wrong
    there = Employer.objects.exclude(pk=but_not or 0).filter(kvk_number=fields.kvk_number).first()
    if fields.kvk_number and there is not None:
        return Refusal(
            rule="vraag.kvk_dubbel",
            because=N_("Er is al een werkgever met dit KvK-nummer: %(naam)s."),
            source=HOUSE,
            remedy=N_("Zoek die werkgever op en voeg daar een vestiging toe."),
            details=(("naam", there.name),),
        )
    return None


def _place(employer: Employer, site: SiteFields, now: datetime) -> Site | Refusal:
    on = timezone.localdate(now)
    name = official_municipality(site.municipality.strip(), on)
    region = region_of(name, on) if name else None
    if name is None or region is None:
        return Refusal(
            rule="vraag.gemeente",
            because=N_("Wij kennen geen gemeente “%(gemeente)s”."),
            source=HOUSE,
            remedy=N_("Kijk de naam na. Een dorp hoort bij een gemeente: vul de gemeente in."),
            details=(("gemeente", site.municipality[:60]),),
        )
    if Site.objects.filter(employer=employer, municipality=name, name=site.name.strip()).exists():
        return Refusal(
            rule="vraag.vestiging_dubbel",
            because=N_("Deze vestiging staat er al."),
            source=HOUSE,
            remedy=N_("Geef de vestiging een eigen naam als er twee zijn in één gemeente."),
        )
    first = not Site.objects.filter(employer=employer, main=True).exists()
    return Site.objects.create(
        employer=employer,
        name=site.name.strip(),
        municipality=name,
        region=region_row(region.code),
        postcode=site.postcode.replace(" ", "").upper(),
        branch_number=site.branch_number.strip(),
        main=first,
    )


def _record(actor: Actor, verb: str, row: Employer, now: datetime, place: str = "") -> None:
    details = {"werkgever": row.name} | ({"gemeente": place} if place else {})
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=row.pk, now=now, details=details)
