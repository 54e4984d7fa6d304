"""Offering work, saying that it still stands, and taking it off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import Deed, record, record_many
from overstap.core.actor import SYSTEM, Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.demand import HOUSE, VacancyState, VacancyTerms, refuse_terms
from overstap.demand.access import access_employer, access_vacancy
from overstap.demand.actions.places import OBJECT
from overstap.demand.freshness import freshness_on
from overstap.demand.lists import regulated_for
from overstap.demand.models import Employer, Requirement, Site, Vacancy
from overstap.demand.values import RequirementCard, VacancyFields
from overstap.taxonomy.queries import occupation_named_by

_PLAIN = (
    "description", "kind", "open_hiring", "contract", "hours_least", "hours_most", "places", "level", "irregular",
    "pay_from_cents", "pay_until_cents", "pay_per", "starts_on", "closes_on",
)  # fmt: skip


def offer_vacancy(
    *, actor: Actor, employer_id: int, fields: VacancyFields, opened: bool, now: dt.datetime
) -> int | tuple[Refusal, ...]:
    """Write down a vacancy of an employer, as a draft or opened at once; gives its id, or everything that is wrong."""
    with transaction.atomic():
        employer = access_employer(actor, employer_id, for_update=True)
        refusals = _refusals(employer, fields, now, but_not=None)
        if refusals:
            return refusals
        row = Vacancy(employer=employer, taken=0, created_at=now, created_by_id=actor.user_id)
        row.source, row.source_url = fields.source, fields.source_url
        row.state = VacancyState.OPEN if opened else VacancyState.DRAFT
        _fill(row, fields, now)
        row.save(force_insert=True)
        _ask(row, fields.requirements)
        _record(actor, "vacature_opnemen", row, now)
    return row.pk


def change_vacancy(
    *, actor: Actor, vacancy_id: int, fields: VacancyFields, now: dt.datetime
) -> int | tuple[Refusal, ...]:
    """Change a vacancy; who changes it says that it stands. Gives its id, or everything that is wrong."""
    with transaction.atomic():
        row = access_vacancy(actor, vacancy_id, for_update=True)
        refusals = _refusals(row.employer, fields, now, but_not=row.pk)
        if fields.places < row.taken:
            refusals = (*refusals, _taken(row.taken))
        if refusals:
            return refusals
        _fill(row, fields, now)
        if row.state in {VacancyState.OPEN, VacancyState.FILLED}:
            row.state = VacancyState.FILLED if row.taken == row.places else VacancyState.OPEN
        row.save()
        row.requirements.all().delete()
        _ask(row, fields.requirements)
        _record(actor, "vacature_wijzigen", row, now)
    return row.pk


def open_vacancy(*, actor: Actor, vacancy_id: int, now: dt.datetime) -> Refusal | None:
    """Open a draft, or open one again that was closed or went off."""
    return _turn(actor, vacancy_id, VacancyState.OPEN, "vacature_openen", now)


def close_vacancy(*, actor: Actor, vacancy_id: int, now: dt.datetime) -> Refusal | None:
    """Take a vacancy off."""
    return _turn(actor, vacancy_id, VacancyState.CLOSED, "vacature_sluiten", now)


def confirm_vacancy(*, actor: Actor, vacancy_id: int, now: dt.datetime) -> Refusal | None:
    """Say that an open vacancy still stands."""
    with transaction.atomic():
        row = access_vacancy(actor, vacancy_id, for_update=True)
        if row.state not in {VacancyState.OPEN, VacancyState.FILLED}:
            return _not_open()
        row.confirmed_at, row.asked_at = now, None
        row.save(update_fields=["confirmed_at", "asked_at"])
        _record(actor, "vacature_bevestigen", row, now)
    return None


@dataclass(frozen=True, slots=True)
class Freshened:
    """What a night did with vacancies (versheid): asked whether they still stand, and took off."""

    asked: int
    went_off: int


def freshen(*, now: dt.datetime) -> Freshened:
    """Mark the vacancies of which somebody must say whether they stand, and take off what nobody answered about.

    Twice in a day is the same as once.
    """
    on = timezone.localdate(now)
    terms = freshness_on(on)
    deeds = []
    with transaction.atomic():
        rows = list(Vacancy.objects.select_for_update().filter(state=VacancyState.OPEN).order_by("pk"))
        asked, off = [], []
        for row in rows:
            confirmed = timezone.localdate(row.confirmed_at)
            if not terms.holds(confirmed, on) or (row.closes_on is not None and row.closes_on < on):
                row.state = VacancyState.STALE if not terms.holds(confirmed, on) else VacancyState.CLOSED
                off.append(row)
            elif row.asked_at is None and terms.to_confirm(confirmed, on):
                row.asked_at = now
                asked.append(row)
        Vacancy.objects.bulk_update(asked, ["asked_at"])
        Vacancy.objects.bulk_update(off, ["state"])
        deeds = [Deed(SYSTEM, "vacature_verlopen", OBJECT, row.pk, now, {"stand": row.state}) for row in off]
        record_many(deeds)
    return Freshened(len(asked), len(off))


def _turn(actor: Actor, vacancy_id: int, state: VacancyState, verb: str, now: dt.datetime) -> Refusal | None:
    with transaction.atomic():
        row = access_vacancy(actor, vacancy_id, for_update=True)
        on = timezone.localdate(now)
        if state == VacancyState.OPEN:
            if row.closes_on is not None and row.closes_on < on:
                return _refusals_of_terms(row, on)[0]
            row.confirmed_at, row.asked_at = now, None
            state = VacancyState.FILLED if row.taken == row.places else state
        row.state = state
        row.save(update_fields=["state", "confirmed_at", "asked_at"])
        _record(actor, verb, row, now)
    return None


def _refusals_of_terms(row: Vacancy, on: dt.date) -> tuple[Refusal, ...]:
    return refuse_terms(
        VacancyTerms(
            kind=row.kind,
            hours_least=row.hours_least,
            hours_most=row.hours_most,
            places=row.places,
            starts_on=row.starts_on,
            closes_on=row.closes_on,
            recognised_training_company=row.employer.recognised_training_company,
        ),
        on,
    )


def _refusals(
    employer: Employer, fields: VacancyFields, now: dt.datetime, *, but_not: int | None
) -> tuple[Refusal, ...]:
    terms = VacancyTerms(
        kind=fields.kind,
        hours_least=fields.hours_least,
        hours_most=fields.hours_most,
        places=fields.places,
        starts_on=fields.starts_on,
        closes_on=fields.closes_on,
        recognised_training_company=employer.recognised_training_company,
    )
    found = list(refuse_terms(terms, timezone.localdate(now)))
    same = Vacancy.objects.filter(employer=employer, reference=fields.reference).exclude(pk=but_not or 0)
    if fields.reference and same.exists():
        found.append(
            Refusal(
                rule="vraag.kenmerk",
                because=N_("Deze werkgever heeft al een vacature met dit kenmerk."),
                source=HOUSE,
                remedy=N_("Gebruik een ander kenmerk, of verander de vacature die er al is."),
            )
        )
    return tuple(found)


def _fill(row: Vacancy, fields: VacancyFields, now: dt.datetime) -> None:
    """Copy what was filled in. Raises NotFoundError for a foreign site or an occupation that no list in use has."""
    site = Site.objects.filter(pk=fields.site_id, employer_id=row.employer_id).first()
    occupation = occupation_named_by(fields.occupation_uri)
    if site is None or occupation is None:
        raise NotFoundError
    for name in _PLAIN:
        setattr(row, name, getattr(fields, name))
    row.site, row.title, row.reference = site, " ".join(fields.title.split()), fields.reference.strip()
    row.occupation_uri, row.occupation_name = occupation.uri, occupation.name
    row.occupation_edition = f"{occupation.scheme} {occupation.version}"
    row.physical, row.apply_how = list(fields.physical), fields.apply_how.strip()
    row.confirmed_at, row.asked_at = now, None


def _ask(row: Vacancy, asked: tuple[RequirementCard, ...]) -> None:
    """Keep what is asked; an occupation that the law guards always asks its proof, whoever typed or sent it."""
    guarded = regulated_for(row.occupation_uri)
    own = (guarded.requirement(),) if guarded else ()
    once = {(one.kind, one.name): one for one in (*asked, *own)}
    Requirement.objects.bulk_create(
        Requirement(
            vacancy=row,
            kind=one.kind,
            need=one.need,
            name=one.name,
            code=one.code,
            concept_uri=one.concept_uri,
            concept_edition=row.occupation_edition if one.concept_uri else "",
            level=one.level,
        )
        for one in once.values()
    )


def _taken(taken: int) -> Refusal:
    return Refusal(
        rule="vraag.plaatsen_bezet",
        because=N_("Er zijn al %(bezet)s plaatsen bezet."),
        source=HOUSE,
        remedy=N_("Vul niet minder plaatsen in dan er bezet zijn."),
        details=(("bezet", str(taken)),),
    )


def _not_open() -> Refusal:
    return Refusal(
        rule="vraag.niet_open",
        because=N_("Deze vacature staat niet open."),
        source=HOUSE,
        remedy=N_("Open de vacature eerst."),
    )


def _record(actor: Actor, verb: str, row: Vacancy, now: dt.datetime) -> None:
    details = {"titel": row.title, "stand": row.state, "plaatsen": row.places}
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=row.pk, now=now, details=details)
