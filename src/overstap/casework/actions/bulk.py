"""Opening the files of many people at once, and taking that back: the same rows as one by one, in few statements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from overstap.audit import actions as audit
from overstap.casework.actions.deeds import OBJECT
from overstap.casework.actions.registration import (
    FIRST_CONTACT_ITEMS,
    ChosenRoute,
    check_answers,
    choose_route,
    known_facts,
    state_of,
    tell_about,
    unknown_residence,
)
from overstap.casework.assessing import assessment_row
from overstap.casework.facts import AGREED, stored
from overstap.casework.models import (
    Assessment,
    Case,
    CaseFact,
    CaseSequence,
    FactSource,
    FactState,
    LabourProfile,
    NextAction,
    Residence,
    ResponsibilityPeriod,
)
from overstap.casework.policy import Term, due, local_day
from overstap.casework.remembering import remembered
from overstap.casework.steps import CHECK_CRITERIA, step_card
from overstap.consent.models import Consent
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.core.decision import Refusal
from overstap.core.numbering import case_number
from overstap.parties import queries as parties
from overstap.parties.models import Region
from overstap.people.models import Participant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from overstap.core.actor import Actor
    from overstap.parties.values import RegionCard
    from overstap.rules.values import Absent, Plain

SPECIAL = frozenset({Item.HEALTH, Item.DEBTS})


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Someone of whom a file is to be opened (nieuwkomer): what they answered, and the special parts they ticked.

    `occupation` and `hours_per_week` begin a profile when they are given.
    """

    participant: Participant
    answers: Mapping[str, Plain | Absent]
    also_items: frozenset[Item] = field(default_factory=frozenset)
    occupation: str = ""
    hours_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class RoutePreview:
    """Who would help someone first, before anything is written (voorbeeld van de routering)."""

    region_code: str
    region_name: str
    party_id: int
    party_name: str


def preview_route(*, actor: Actor, newcomer: Newcomer, now: dt.datetime) -> RoutePreview | Refusal:
    """Tell who would help someone first, or why they cannot be registered. Reads only.

    Within `casework.remembering.one_reading` what the regions chose is asked once for everyone.
    """
    found = _routed(actor, newcomer, local_day(now))
    if isinstance(found, Refusal):
        return found
    region, route = found
    return RoutePreview(region.code, region.name, route.party.id, route.party.name)


def lock_numbers(now: dt.datetime) -> CaseSequence:
    """Queue with everyone who opens files this year, until the end of the transaction."""
    year = local_day(now).year
    CaseSequence.objects.get_or_create(year=year)
    return CaseSequence.objects.select_for_update().get(year=year)


def register_cases(
    *,
    actor: Actor,
    newcomers: Sequence[Newcomer],
    given_through: str,
    referrer_party_id: int | None,
    now: dt.datetime,
) -> tuple[int | Refusal, ...]:
    """Open the files of people who were registered in this transaction, as `register_case` does one by one.

    Gives for each the key of the file, or why it was not opened. The caller holds the transaction; the answers were
    checked when the rows were read. Nobody has a file yet: the people are new.
    """
    today = local_day(now)
    routed = [_routed(actor, one, today) for one in newcomers]
    opened = [
        _Opened(one, found[0], found[1])
        for one, found in zip(newcomers, routed, strict=True)
        if not isinstance(found, Refusal)
    ]
    _open_all(opened, referrer_party_id, now)
    _store_all(opened, actor, now)
    _permit_all(opened, actor, given_through, now)
    keys = iter(opened)
    return tuple(found if isinstance(found, Refusal) else next(keys).case.pk for found in routed)


def tell_registered(*, actor: Actor, case_ids: Collection[int], now: dt.datetime) -> int:
    """Write to people whose file was opened, once each, as `register_case` does; gives to how many.

    The caller holds the transaction. Who does not take part any more gets nothing.
    """
    rows = NextAction.objects.filter(case_id__in=sorted(case_ids), done_at__isnull=True, case__closed_at__isnull=True)
    told = 0
    known = ("case__first_responsible", "case__contact_party", "case__region", "owner_party")
    for step in rows.select_related(*known).order_by("case_id"):
        tell_about(step.case, step_card(step, now), actor, now)
        told += 1
    return told


class _Opened:
    """A file on its way: who, where, by which route."""

    def __init__(self, newcomer: Newcomer, region: RegionCard, route: ChosenRoute) -> None:
        self.newcomer, self.region, self.route = newcomer, region, route
        self.case = Case()


def _routed(actor: Actor, newcomer: Newcomer, today: dt.date) -> tuple[RegionCard, ChosenRoute] | Refusal:
    participant = newcomer.participant
    refusal = check_answers(newcomer.answers, newcomer.also_items)
    if refusal is not None:
        return refusal
    place = participant.municipality
    region = remembered(("regio", place, today), lambda: parties.region_of(place, today))
    if region is None:
        return unknown_residence(participant)
    facts = known_facts(participant, newcomer.answers, actor, today)
    key = ("route", region.code, place, tuple(sorted(facts.items(), key=lambda one: one[0])))
    route = remembered(key, lambda: choose_route(facts, region, participant, None, today))
    return route if isinstance(route, Refusal) else (region, route)


def _open_all(opened: Sequence[_Opened], referrer_party_id: int | None, now: dt.datetime) -> None:
    sequence = lock_numbers(now)
    regions = {row.code: row for row in Region.objects.filter(code__in={one.region.code for one in opened})}
    for number, one in enumerate(opened, sequence.last + 1):
        one.case = Case(
            number=case_number(sequence.year, number),
            participant=one.newcomer.participant,
            region=regions[one.region.code],
            entrance=one.route.entrance,
            first_responsible_id=one.route.party.id,
            contact_party_id=one.route.contact.id,
            referrer_id=referrer_party_id,
            opened_at=now,
            step_due_on=_due(one.region.code, local_day(now)),
        )
    sequence.last += len(opened)
    sequence.save(update_fields=["last"])
    Case.objects.bulk_create([one.case for one in opened])
    Residence.objects.bulk_create(
        Residence(
            case=one.case,
            municipality=one.newcomer.participant.municipality,
            region=one.case.region,
            from_on=local_day(now),
            recorded_at=now,
        )
        for one in opened
    )
    ResponsibilityPeriod.objects.bulk_create(
        ResponsibilityPeriod(
            case=one.case,
            party_id=one.route.party.id,
            from_at=now,
            because=one.route.because_nl,
            source=one.route.source,
        )
        for one in opened
    )


def _store_all(opened: Sequence[_Opened], actor: Actor, now: dt.datetime) -> None:
    source = FactSource.PERSON if actor.is_person else FactSource.PROFESSIONAL
    CaseFact.objects.bulk_create(
        CaseFact(
            case=one.case,
            fact_id=fact_id,
            state=state,
            value=stored(value) if state == FactState.KNOWN else None,
            source=source,
            recorded_at=now,
            recorded_by_id=actor.user_id,
        )
        for one in opened
        for fact_id, given in {**one.newcomer.answers, AGREED: True}.items()
        for state, value in (state_of(given),)
    )
    Assessment.objects.bulk_create(
        assessment_row(one.case, answer, now=now)
        for one in opened
        for answer in (one.route.routing, one.route.contact_answer)
    )
    _store_wishes(opened, now)
    _set_steps(opened, now)
    audit.record_many(
        audit.Deed(
            actor=actor,
            verb="aanmelden",
            object_kind=OBJECT,
            object_id=one.case.pk,
            at=now,
            details={"eerstverantwoordelijke": one.route.party.name},
            subject_id=one.case.participant_id,
        )
        for one in opened
    )


def _store_wishes(opened: Sequence[_Opened], now: dt.datetime) -> None:
    LabourProfile.objects.bulk_create(
        LabourProfile(
            case=one.case,
            target_occupation=one.newcomer.occupation,
            hours_per_week=one.newcomer.hours_per_week,
            updated_at=now,
        )
        for one in opened
        if one.newcomer.occupation or one.newcomer.hours_per_week
    )


def _due(region_code: str, today: dt.date) -> dt.date:
    return remembered(
        ("termijn", region_code, today), lambda: due(Term.CHECK_CRITERIA, region_code=region_code, on=today)
    )


def _permit_all(opened: Sequence[_Opened], actor: Actor, through: str, now: dt.datetime) -> None:
    given = [(one.case, party_id, sorted(items)) for one in opened for party_id, items in _permissions(one)]
    Consent.objects.bulk_create(
        Consent(
            participant_id=case.participant_id,
            party_id=party_id,
            item=item,
            purpose=Purpose.GUIDANCE,
            given_at=now,
            given_through=through.strip(),
        )
        for case, party_id, items in given
        for item in items
    )
    audit.record_many(
        audit.Deed(
            actor=actor,
            verb="permit",
            object_kind="consent",
            object_id=f"{case.participant_id}:{party_id}",
            at=now,
            details={"onderdelen": [str(item) for item in items]},
            subject_id=case.participant_id,
            purpose=Purpose.GUIDANCE,
        )
        for case, party_id, items in given
    )


def _permissions(one: _Opened) -> Iterable[tuple[int, frozenset[Item]]]:
    special = one.newcomer.also_items & SPECIAL
    yield one.route.party.id, ORDINARY_ITEMS | special
    if one.route.contact.id != one.route.party.id:
        yield one.route.contact.id, FIRST_CONTACT_ITEMS | special


def _set_steps(opened: Sequence[_Opened], now: dt.datetime) -> None:
    today = local_day(now)
    NextAction.objects.bulk_create(
        NextAction(
            case=one.case,
            what=CHECK_CRITERIA,
            owner_party_id=one.route.contact.id,
            by_person=False,
            due_on=_due(one.region.code, today),
            term=Term.CHECK_CRITERIA,
            created_at=now,
        )
        for one in opened
    )
