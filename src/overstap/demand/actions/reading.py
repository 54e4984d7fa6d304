"""Taking over lists of vacancies and of tension: once, however often the same list comes (R-360)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.demand import HOUSE, Need, RequirementKind, kvk_digits
from overstap.core.likeness import fold
from overstap.core.rows import RowProblem, TakenOver
from overstap.demand.access import BROKERS, visible_employers, visible_vacancies
from overstap.demand.actions.vacancies import change_vacancy, confirm_vacancy, offer_vacancy
from overstap.demand.models import Employer, Tension, Vacancy
from overstap.demand.reading import ReadTension, ReadVacancy
from overstap.demand.values import RequirementCard, VacancyFields
from overstap.parties.access import region_row
from overstap.parties.models import Region
from overstap.parties.queries import official_municipality, regions
from overstap.taxonomy.queries import find, occupation_named_by, occupations_of_group
from overstap.taxonomy.values import ConceptCard, ConceptKind

NEAREST = 5
ISCO_LENGTH = 4


def take_over_vacancies(
    *,
    actor: Actor,
    rows: Sequence[ReadVacancy],
    problems: Sequence[RowProblem] = (),
    good_only: bool = False,
    only_look: bool = False,
    now: dt.datetime,
) -> TakenOver:
    """Take over a list of vacancies: all of it, or with `good_only` the rows in which nothing is wrong.

    An employer and its own reference tell which vacancy it is: the same list twice changes nothing but that it stands.
    Raises NotFoundError for who is no broker.
    """
    if not (actor.is_system or actor.has(*BROKERS)):
        raise NotFoundError
    found, counts = list(problems), {"made": 0, "changed": 0, "same": 0}
    with transaction.atomic():
        employers, unknown = _employers(actor, rows)
        found += unknown
        # One after another, so that two people with the same list do not each make what the other makes.
        list(Employer.objects.select_for_update().filter(pk__in={one.pk for one in employers.values()}).order_by("pk"))
        for one in rows:
            employer = employers.get(one.number)
            if employer is None:
                continue
            told = _take_over_alone(actor, employer, one, now)
            if isinstance(told, str):
                counts[told] += 1
            else:
                found += told
        done = not only_look and (good_only or not found)
        if not done:
            transaction.set_rollback(True)
        else:
            told_of = {**counts, "fout": len({one.number for one in found})}
            record(
                actor=actor, verb="vacatures_inlezen", object_kind="vacature", object_id="", now=now, details=told_of
            )
    return TakenOver(counts["made"], counts["changed"], counts["same"], _in_order(found), done)


def take_over_tension(
    *,
    actor: Actor,
    rows: Sequence[ReadTension],
    problems: Sequence[RowProblem] = (),
    good_only: bool = False,
    only_look: bool = False,
    now: dt.datetime,
) -> TakenOver:
    """Take over published tension, with its source and day. Raises NotFoundError for who is no broker.

    A broker keeps that of their own regions; figures of the whole country are for a coordinator.
    """
    if not (actor.is_system or actor.has(*BROKERS)):
        raise NotFoundError
    found, counts = list(problems), {"made": 0, "changed": 0, "same": 0}
    with transaction.atomic():
        # A row that is always there: two people with the same list queue for it, and the second finds what is there.
        Region.objects.select_for_update().order_by("pk").values_list("pk").first()
        for one in rows:
            uris = _occupations(one.occupation)
            refusal = _refuse_region(actor, one.region_code)
            if refusal is not None:
                found.append(RowProblem(one.number, "regio", refusal))
            if isinstance(uris, Refusal):
                found.append(RowProblem(one.number, "beroep", uris))
            elif refusal is None:
                for uri in uris:
                    counts[_keep_tension(uri, one, now)] += 1
        done = not only_look and (good_only or not found)
        if not done:
            transaction.set_rollback(True)
        else:
            told = {**counts, "fout": len({one.number for one in found})}
            record(actor=actor, verb="spanning_inlezen", object_kind="spanning", object_id="", now=now, details=told)
    return TakenOver(counts["made"], counts["changed"], counts["same"], _in_order(found), done)


def _in_order(found: Iterable[RowProblem]) -> tuple[RowProblem, ...]:
    return tuple(sorted(found, key=lambda one: (one.number, one.column)))


def _employers(actor: Actor, rows: Sequence[ReadVacancy]) -> tuple[dict[int, Employer], list[RowProblem]]:
    """The employer of each row, by its number or else its name, among those that the actor keeps."""
    seen = list(visible_employers(actor).order_by("pk"))
    numbers = {one.kvk_number: one for one in seen if one.kvk_number}
    names: dict[str, list[Employer]] = {}
    for one in seen:
        names.setdefault(fold(one.name), []).append(one)
    found: dict[int, Employer] = {}
    problems = []
    for row in rows:
        named = names.get(fold(row.employer), [])
        employer = numbers.get(kvk_digits(row.kvk_number)) if row.kvk_number else None
        if employer is None and not row.kvk_number and len(named) == 1:
            employer = named[0]
        if employer is None:
            refusal = NAMED_TWICE if len(named) > 1 and not row.kvk_number else UNKNOWN_EMPLOYER
            problems.append(RowProblem(row.number, "kvk" if row.kvk_number else "werkgever", refusal))
        else:
            found[row.number] = employer
    return found, problems


def _take_over_alone(actor: Actor, employer: Employer, row: ReadVacancy, now: dt.datetime) -> str | list[RowProblem]:
    """One row; what is wrong with it leaves nothing of it behind."""
    with transaction.atomic():
        told = _take_over(actor, employer, row, now)
        transaction.set_rollback(not isinstance(told, str))
    return told


def _take_over(actor: Actor, employer: Employer, row: ReadVacancy, now: dt.datetime) -> str | list[RowProblem]:
    fields = _fields(employer, row, now)
    if isinstance(fields, list):
        return fields
    there = Vacancy.objects.filter(employer=employer, reference=row.reference).first()
    if there is not None and not visible_vacancies(actor).filter(pk=there.pk).exists():
        return [RowProblem(row.number, "gemeente", ELSEWHERE)]
    if there is None:
        made = offer_vacancy(actor=actor, employer_id=employer.pk, fields=fields, opened=True, now=now)
        return "made" if isinstance(made, int) else [RowProblem(row.number, "", one) for one in made]
    if _told(there) == _wanted(fields):
        confirm_vacancy(actor=actor, vacancy_id=there.pk, now=now)
        return "same"
    changed = change_vacancy(actor=actor, vacancy_id=there.pk, fields=fields, now=now)
    return "changed" if isinstance(changed, int) else [RowProblem(row.number, "", one) for one in changed]


def _fields(employer: Employer, row: ReadVacancy, now: dt.datetime) -> VacancyFields | list[RowProblem]:
    problems = []
    place = official_municipality(row.municipality, timezone.localdate(now))
    site = employer.sites.filter(municipality=place or "").order_by("-main", "pk").first()
    if site is None:
        problems.append(RowProblem(row.number, "gemeente", NO_SITE))
    occupation = _occupation(row.occupation)
    if isinstance(occupation, Refusal):
        problems.append(RowProblem(row.number, "beroep", occupation))
    asked = _requirements(row, problems)
    if problems or site is None or isinstance(occupation, Refusal):
        return problems
    return VacancyFields(
        site_id=site.pk,
        title=row.title,
        occupation_uri=occupation.uri,
        description=row.description,
        reference=row.reference,
        kind=row.kind,
        contract=row.contract,
        hours_least=row.hours_least,
        hours_most=row.hours_most,
        places=row.places,
        pay_from_cents=row.pay_from_cents,
        pay_until_cents=row.pay_until_cents,
        pay_per=row.pay_per,
        starts_on=row.starts_on,
        closes_on=row.closes_on,
        requirements=asked,
        source=row.source,
        source_url=row.source_url,
    )


def _requirements(row: ReadVacancy, problems: list[RowProblem]) -> tuple[RequirementCard, ...]:
    """The competences that a row names; what a website calls otherwise than our list stays words."""
    found = []
    for column, words, need in (("nodig", row.needed, Need.ESSENTIAL), ("handig", row.welcome, Need.OPTIONAL)):
        for word in words:
            concept = _named(word, ConceptKind.COMPETENCE)
            if isinstance(concept, Refusal) and row.source == "csv":
                problems.append(RowProblem(row.number, column, concept))
            elif not isinstance(concept, Refusal):
                kind = RequirementKind.COMPETENCE.value
                found.append(RequirementCard(kind, need.value, concept.name, concept.code, concept.uri))
    return tuple({one.concept_uri: one for one in reversed(found)}.values())


def _occupation(text: str) -> ConceptCard | Refusal:
    return occupation_named_by(text) or _named(text, ConceptKind.OCCUPATION)


def _occupations(text: str) -> tuple[str, ...] | Refusal:
    """The addresses of an occupation, or of all occupations of a group of ISCO."""
    if text.isascii() and text.isdigit() and len(text) == ISCO_LENGTH:
        return occupations_of_group(text) or UNKNOWN_GROUP
    found = _occupation(text)
    return found if isinstance(found, Refusal) else (found.uri,)


def _named(text: str, kind: ConceptKind) -> ConceptCard | Refusal:
    """The concept with exactly this name, apart from capitals and accents; nothing is ever guessed."""
    near = find(text[:120], kind, NEAREST)
    for one in near:
        if fold(text) in {fold(one.concept.name), fold(one.by)}:
            return one.concept
    return Refusal(
        rule="inlezen.onbekend_woord",
        because=N_("“%(woord)s” staat niet in onze lijst."),
        source=HOUSE,
        remedy=N_("Gebruik een woord van de lijst. Het meest lijkt: %(bijna)s.")
        if near
        else N_("Gebruik een ander woord."),
        details=(("woord", text[:60]), ("bijna", near[0].concept.name if near else "")),
    )


def _told(row: Vacancy) -> tuple[object, ...]:
    asked = frozenset(row.requirements.values_list("concept_uri", "need"))
    return (
        row.site_id, row.title, row.occupation_uri, row.description, row.kind, row.contract, row.hours_least,
        row.hours_most, row.places, row.pay_from_cents, row.pay_until_cents, row.pay_per, row.starts_on,
        row.closes_on, asked,
    )  # fmt: skip


def _wanted(fields: VacancyFields) -> tuple[object, ...]:
    asked = frozenset((one.concept_uri, one.need) for one in fields.requirements)
    return (
        fields.site_id, " ".join(fields.title.split()), fields.occupation_uri, fields.description, fields.kind,
        fields.contract, fields.hours_least, fields.hours_most, fields.places, fields.pay_from_cents,
        fields.pay_until_cents, fields.pay_per, fields.starts_on, fields.closes_on, asked,
    )  # fmt: skip


def _refuse_region(actor: Actor, code: str) -> Refusal | None:
    if not code:
        return None if actor.is_system or actor.has(Role.COORDINATOR) else WHOLE_COUNTRY
    if code not in {one.code for one in regions()}:
        return UNKNOWN_REGION
    return None if actor.is_system or code in actor.region_codes else FOREIGN_REGION


def _keep_tension(uri: str, row: ReadTension, now: dt.datetime) -> str:
    region = region_row(row.region_code) if row.region_code else None
    key = {"occupation_uri": uri, "region": region, "period_from": row.period_from, "source": row.source}
    values = {
        "period_until": row.period_until, "value": row.value, "indicator": row.indicator,
        "source_url": row.source_url, "published_on": row.published_on,
    }  # fmt: skip
    there = Tension.objects.select_for_update().filter(**key).first()
    if there is None:
        Tension.objects.create(**key, **values, read_at=now)
        return "made"
    if all(getattr(there, name) == value for name, value in values.items()):
        return "same"
    for name, value in values.items():
        setattr(there, name, value)
    there.read_at = now
    there.save()
    return "changed"


def _refusal(rule: str, because: str, remedy: str) -> Refusal:
    return Refusal(rule=f"inlezen.{rule}", because=because, source=HOUSE, remedy=remedy)


UNKNOWN_EMPLOYER = _refusal(
    "werkgever",
    N_("Deze werkgever kennen wij niet."),
    N_("Neem de werkgever eerst op, en lees het bestand dan opnieuw."),
)
NAMED_TWICE = _refusal("werkgever_dubbel", N_("Er zijn meer werkgevers met deze naam."), N_("Vul het KvK-nummer in."))
NO_SITE = _refusal(
    "vestiging",
    N_("Deze werkgever heeft in deze gemeente geen vestiging."),
    N_("Kijk de gemeente na, of voeg de vestiging toe bij de werkgever."),
)
ELSEWHERE = _refusal(
    "andere_regio", N_("Deze vacature staat in een andere regio."), N_("Vraag het de makelaar van die regio.")
)
UNKNOWN_REGION = _refusal("regio", N_("Deze regio kennen wij niet."), N_("Vul de code in, bijvoorbeeld AM26."))
FOREIGN_REGION = _refusal("regio_vreemd", N_("Dit is niet uw regio."), N_("Lees alleen uw eigen regio in."))
WHOLE_COUNTRY = _refusal(
    "land", N_("Cijfers voor heel Nederland leest een coördinator in."), N_("Vul uw regio in, of vraag de coördinator.")
)
UNKNOWN_GROUP = _refusal(
    "isco", N_("Van deze ISCO-groep staat geen beroep in onze lijst."), N_("Vul de naam van het beroep in.")
)
